package io.awfar.ingest.send;

import java.time.Duration;

/// How the line of a chat goes on after an attempt.
sealed interface Next {

  /// With the next send.
  record Done() implements Next {}

  /// With the same send, after a while.
  record Again(Duration delay) implements Next {}
}
