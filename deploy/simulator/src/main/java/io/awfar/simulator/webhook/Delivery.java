package io.awfar.simulator.webhook;

import io.awfar.simulator.payload.Post;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/// A POST on its way, and when it is due next.
final class Delivery implements Delayed {

  private final Post post;
  private final long firstDueNanos;
  private volatile long dueNanos;
  private volatile int attempts;

  /// A POST that is first due at this moment of `System.nanoTime()`.
  Delivery(Post post, long dueNanos) {
    this.post = post;
    this.firstDueNanos = dueNanos;
    this.dueNanos = dueNanos;
  }

  Post post() {
    return post;
  }

  long firstDueNanos() {
    return firstDueNanos;
  }

  int attempts() {
    return attempts;
  }

  /// Counts an attempt; one thread at a time has a delivery.
  int nextAttempt() {
    int next = attempts + 1;
    attempts = next;
    return next;
  }

  void dueAt(long nanos) {
    dueNanos = nanos;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return Long.signum(dueNanos - ((Delivery) other).dueNanos);
  }
}
