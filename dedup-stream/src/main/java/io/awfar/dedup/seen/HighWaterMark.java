package io.awfar.dedup.seen;

import java.util.concurrent.atomic.AtomicBoolean;

/// A level of use that was reached, until use has fallen well below it: tables that grow take and
/// give back in turn, and each crossing is to be told once.
final class HighWaterMark {

  private static final int WELL_BELOW_PERCENT = 5;

  private final long reachedAbove;
  private final long leftBelow;
  private final AtomicBoolean reached = new AtomicBoolean();

  HighWaterMark(long bytesMax, int percent) {
    this.reachedAbove = percentOf(bytesMax, percent);
    this.leftBelow = percentOf(bytesMax, percent - WELL_BELOW_PERCENT);
  }

  boolean isReached() {
    return reached.get();
  }

  /// Whether this use reaches the mark.
  boolean reachedBy(long used) {
    return used > reachedAbove && reached.compareAndSet(false, true);
  }

  /// Whether this use leaves the mark.
  boolean leftBy(long used) {
    return used < leftBelow && reached.compareAndSet(true, false);
  }

  private static long percentOf(long bytesMax, int percent) {
    return (long) (bytesMax * (percent / 100.0));
  }
}
