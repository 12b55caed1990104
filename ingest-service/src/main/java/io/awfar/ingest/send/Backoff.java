package io.awfar.ingest.send;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Waits that double, shortened by up to half at random, so that what failed together does not come
/// again together.
///
/// @param min first wait
/// @param max longest wait
record Backoff(Duration min, Duration max) {

  private static final int DOUBLINGS_MAX = 20;

  /// @param failures how many there were, at least 1
  /// @param asked how long the other side wants us to wait at least, if it does
  Duration after(int failures, @Nullable Duration asked) {
    Duration own = after(failures);
    return asked != null && asked.compareTo(own) > 0 ? asked : own;
  }

  private Duration after(int failures) {
    Duration full = min.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
    long millis = (full.compareTo(max) > 0 ? max : full).toMillis();
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }
}
