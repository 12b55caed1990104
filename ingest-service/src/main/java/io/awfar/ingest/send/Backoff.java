package io.awfar.ingest.send;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Waits that double, changed by up to half at random, so that what failed together does not come
/// again together.
///
/// @param min first wait
/// @param max longest wait, what is added at random not counted; no less than the first
/// @param longer whether the random part is added; otherwise it is taken off
record Backoff(Duration min, Duration max, boolean longer) {

  private static final int DOUBLINGS_MAX = 20;

  Backoff {
    max = max.compareTo(min) < 0 ? min : max;
  }

  /// Waits that may be shorter than these, for what nobody has set a time for.
  static Backoff around(Duration min, Duration max) {
    return new Backoff(min, max, false);
  }

  /// Waits none of which is shorter than the first.
  static Backoff from(Duration min, Duration max) {
    return new Backoff(min, max, true);
  }

  /// @param failures how many there were, at least 1
  /// @param asked how long the other side wants us to wait at least, if it does
  Duration after(int failures, @Nullable Duration asked) {
    Duration own = after(failures);
    return asked != null && asked.compareTo(own) > 0 ? asked : own;
  }

  private Duration after(int failures) {
    Duration full = min.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
    long millis = (full.compareTo(max) > 0 ? max : full).toMillis();
    long part = ThreadLocalRandom.current().nextLong(millis / 2 + 1);
    return Duration.ofMillis(longer ? millis + part : millis - part);
  }
}
