package io.awfar.simulator.graph;

import java.time.Duration;

/// What a caller gets to see.
public sealed interface Answer permits Reply, Answer.Late, Answer.None {

  /// A reply that comes after a while.
  record Late(Reply reply, Duration after) implements Answer {}

  /// No reply: the connection closes after this time.
  record None(Duration after) implements Answer {}
}
