package io.awfar.ingest;

import java.time.Duration;

/// How long something takes by itself, on a machine that may pause while it is done.
final class Quickest {

  private static final int TRIES = 3;

  private Quickest() {}

  /// The shortest of a few tries.
  static Duration of(Try once) throws Exception {
    Duration shortest = Duration.ofDays(1);
    for (int n = 0; n < TRIES; n++) {
      long start = System.nanoTime();
      once.run(n);
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (taken.compareTo(shortest) < 0) {
        shortest = taken;
      }
    }
    return shortest;
  }

  /// What is timed.
  interface Try {
    /// Does it, for the nth time.
    void run(int n) throws Exception;
  }
}
