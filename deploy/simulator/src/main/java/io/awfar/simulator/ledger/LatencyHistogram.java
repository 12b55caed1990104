package io.awfar.simulator.ledger;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;

/// Counts durations in buckets of at most 3 % width, from a microsecond to hours.
final class LatencyHistogram {

  private static final int SUB_BITS = 6;
  private static final int SUBS = 1 << SUB_BITS;
  private static final int BUCKETS = (36 - SUB_BITS) * SUBS;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private final LongAccumulator max = new LongAccumulator(Long::max, 0);

  void record(long nanos) {
    long micros = Math.max(0, nanos / 1000);
    counts.incrementAndGet(bucket(micros));
    max.accumulate(micros);
  }

  Latency latency() {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += counts.get(i);
    }
    return new Latency(
        total,
        percentile(total, 0.5),
        percentile(total, 0.9),
        percentile(total, 0.99),
        percentile(total, 0.999),
        micros(max.get()));
  }

  private Duration percentile(long total, double share) {
    long left = (long) Math.ceil(total * share);
    for (int i = 0; i < BUCKETS && left > 0; i++) {
      left -= counts.get(i);
      if (left <= 0) {
        return micros(Math.min(upperBound(i), max.get()));
      }
    }
    return micros(total == 0 ? 0 : max.get());
  }

  private static int bucket(long micros) {
    if (micros < SUBS) {
      return (int) micros;
    }
    int power = 63 - Long.numberOfLeadingZeros(micros);
    int shift = power - SUB_BITS + 1;
    int index = shift * (SUBS / 2) + (int) (micros >>> shift);
    return Math.min(index, BUCKETS - 1);
  }

  private static long upperBound(int bucket) {
    if (bucket < SUBS) {
      return bucket;
    }
    int shift = (bucket - SUBS / 2) / (SUBS / 2);
    long sub = bucket - (long) shift * (SUBS / 2);
    return ((sub + 1) << shift) - 1;
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1000);
  }
}
