package io.awfar.simulator.number;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Allowances that fill up with time, one per key, for the keys used last.
final class Buckets {

  private static final int KEYS_MAX = 100_000;
  // Six seconds of a sixth each are to be a whole one.
  private static final double ROUNDING = 1e-9;

  private final Clock clock;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  Buckets(Clock clock) {
    this.clock = clock;
  }

  /// Takes one from the allowance of this key.
  ///
  /// @param perSecond how fast it fills up
  /// @param most what it can hold
  /// @return zero, or how long to wait for the next
  synchronized Duration take(String key, double perSecond, double most) {
    long now = clock.millis();
    Bucket bucket = buckets.computeIfAbsent(key, unused -> new Bucket(most, now));
    double left =
        Math.min(most, bucket.left + Math.max(0, now - bucket.atMillis) / 1000.0 * perSecond);
    boolean enough = left >= 1 - ROUNDING;
    buckets.put(key, new Bucket(enough ? Math.max(0, left - 1) : left, now));
    // One that was forgotten counts as full: who has not been heard of for so long has waited.
    if (buckets.size() > KEYS_MAX) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return enough
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil((1 - left) / perSecond * 1000));
  }

  private record Bucket(double left, long atMillis) {}
}
