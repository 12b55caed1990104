package io.awfar.dedup.seen;

import java.time.Instant;

/// The memory of the events of one partition.
public interface SeenEvents {

  /// Whether this is the first time that the event is seen; remembers it from then on.
  ///
  /// @param receivedAt when the edge received it; the memory ends by this time, not by the wall
  ///   clock, so that a replay remembers as well as live traffic
  boolean firstSeen(Fingerprint event, Instant receivedAt);
}
