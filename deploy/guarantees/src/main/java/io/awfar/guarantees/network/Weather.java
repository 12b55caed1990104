package io.awfar.guarantees.network;

import java.time.Duration;

/// How long bytes take, shared by all connections of a wire.
final class Weather {

  private volatile long delayNanos;
  private boolean stalled;

  void delay(Duration each) {
    delayNanos = each.toNanos();
  }

  synchronized void stall() {
    stalled = true;
  }

  synchronized void heal() {
    delayNanos = 0;
    stalled = false;
    notifyAll();
  }

  /// When bytes that were sent now may arrive.
  long dueNanos() {
    return System.nanoTime() + delayNanos;
  }

  /// Returns when bytes that are due at a moment may arrive.
  void awaitArrival(long dueNanos) throws InterruptedException {
    long wait = dueNanos - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
    synchronized (this) {
      while (stalled) {
        wait();
      }
    }
  }
}
