package io.awfar.ingest.send;

/// A rate that may be exceeded for a tenth of a second and no longer.
final class Pace {

  private static final long NANOS = 1_000_000_000L;
  private static final long BURST_NANOS = NANOS / 10;

  private final long intervalNanos;
  private long dueNanos;

  Pace(int perSecond, long nowNanos) {
    this.intervalNanos = NANOS / perSecond;
    this.dueNanos = nowNanos;
  }

  /// Takes one, if there is one at this moment.
  boolean take(long nowNanos) {
    if (waitNanos(nowNanos) > 0) {
      return false;
    }
    dueNanos = Math.max(dueNanos, nowNanos) + intervalNanos;
    return true;
  }

  /// How long until there is one.
  long waitNanos(long nowNanos) {
    return Math.max(0, dueNanos - nowNanos - BURST_NANOS);
  }
}
