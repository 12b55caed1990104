package io.awfar.dedup.seen;

import java.time.Duration;

/// Time in slices: the events of a slice are forgotten together.
///
/// Their length follows from the memory, so their numbers mean nothing after a change of it: only
/// times may be kept.
///
/// @param millis length of a slice
/// @param kept how many slices before the newest are remembered
record Generations(long millis, int kept) {

  private static final int PER_MEMORY = 8;

  /// The newest slice and all that an event of its last moment may look back on.
  static Generations of(Duration memory) {
    return new Generations(Math.ceilDiv(memory.toMillis(), PER_MEMORY), PER_MEMORY);
  }

  long at(long epochMillis) {
    return Math.floorDiv(epochMillis, millis);
  }

  long beginMillis(long generation) {
    return generation * millis;
  }
}
