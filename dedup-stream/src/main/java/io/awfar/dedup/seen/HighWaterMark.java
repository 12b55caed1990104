package io.awfar.dedup.seen;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

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

  /// Sets the mark to what the use has become; to be called after each change of it.
  ///
  /// @param crossed run after each crossing, of which there may be several: other threads change
  ///   the use meanwhile, so it is looked at again after the mark was set, or a mark would stay for
  ///   a use that is gone
  void follow(LongSupplier use, Runnable crossed) {
    boolean mark = reached.get();
    while (mark != reachedBy(use.getAsLong(), mark)) {
      if (reached.compareAndSet(mark, !mark)) {
        crossed.run();
      }
      mark = reached.get();
    }
  }

  private boolean reachedBy(long used, boolean mark) {
    return mark ? used >= leftBelow : used > reachedAbove;
  }

  private static long percentOf(long bytesMax, int percent) {
    return (long) (bytesMax * (percent / 100.0));
  }
}
