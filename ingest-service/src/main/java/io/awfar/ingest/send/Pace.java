package io.awfar.ingest.send;

import java.util.ArrayDeque;
import java.util.Deque;

/// At most so many calls in any second, whatever happened before them.
///
/// What counts is when a call begins, not when its send was chosen: between the two an attempt is
/// made durable, and those that wait for that together would be called for together. So a send that
/// is chosen takes a place, and the place is free again a second after its call. Beyond that, calls
/// are spread over the second, but for a tenth of it.
final class Pace {

  private static final long SECOND_NANOS = 1_000_000_000L;

  /// A little more than a second, for calls do not all take equally long to arrive.
  static final long WINDOW_NANOS = SECOND_NANOS + SECOND_NANOS / 40;

  private static final long BURST_NANOS = SECOND_NANOS / 10;
  private static final long NONE_LOOK_NANOS = SECOND_NANOS / 20;

  private final Deque<Long> calls = new ArrayDeque<>();
  private int chosen;
  private double perSecond;
  private long dueNanos;

  Pace(double perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.dueNanos = nowNanos;
  }

  /// Sets the rate, 0 for none; what was called for before counts on.
  void change(double newPerSecond) {
    perSecond = newPerSecond;
  }

  /// Takes a place, if there is one at this moment; [#called] or [#notCalled] follows.
  boolean take(long nowNanos) {
    if (waitNanos(nowNanos) > 0) {
      return false;
    }
    chosen++;
    dueNanos = Math.max(dueNanos, nowNanos - BURST_NANOS) + (long) (SECOND_NANOS / perSecond);
    return true;
  }

  /// A call begins for which a place was taken.
  void called(long nowNanos) {
    chosen--;
    calls.add(nowNanos);
  }

  /// There is no call after all.
  void notCalled() {
    chosen--;
  }

  /// How long until there may be a place.
  long waitNanos(long nowNanos) {
    if (perSecond <= 0) {
      return NONE_LOOK_NANOS;
    }
    // Where a whole call is more than a second's worth, it takes as long as it takes.
    long window = perSecond < 1 ? (long) (WINDOW_NANOS / perSecond) : WINDOW_NANOS;
    int most = Math.max(1, (int) perSecond);
    while (!calls.isEmpty() && nowNanos - calls.getFirst() >= window) {
      calls.removeFirst();
    }
    long spread = Math.max(0, dueNanos - nowNanos);
    if (chosen + calls.size() < most) {
      return spread;
    }
    long first = calls.isEmpty() ? nowNanos : calls.getFirst();
    return Math.max(spread, first + window - nowNanos);
  }
}
