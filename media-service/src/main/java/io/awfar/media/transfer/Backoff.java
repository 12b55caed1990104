package io.awfar.media.transfer;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Waits that double from `min` to `max`, each shortened by up to a half at random so that many
/// waiters do not come back at once.
record Backoff(Duration min, Duration max) {

  private static final int DOUBLINGS_MAX = 20;

  /// @param failures how often it failed so far, from 1
  Duration delay(int failures) {
    long nanos = min.toNanos() << Math.min(failures - 1, DOUBLINGS_MAX);
    long bounded = nanos < 0 ? max.toNanos() : Math.min(nanos, max.toNanos());
    return Duration.ofNanos(bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
  }
}
