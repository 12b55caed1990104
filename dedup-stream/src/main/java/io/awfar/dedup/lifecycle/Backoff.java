package io.awfar.dedup.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How long to wait after a failure: twice as long each time, from the shortest again after a quiet
/// spell.
final class Backoff {

  private final Duration delayMin;
  private final Duration delayMax;
  private final Clock clock;
  private Duration next;
  private Instant lastFailure = Instant.MIN;

  Backoff(Duration delayMin, Duration delayMax, Clock clock) {
    this.delayMin = delayMin;
    this.delayMax = delayMax;
    this.clock = clock;
    this.next = delayMin;
  }

  /// Takes note of a failure and says how long to wait.
  synchronized Duration afterFailure() {
    Instant now = clock.instant();
    if (isQuiet(now)) {
      next = delayMin;
    }
    lastFailure = now;
    Duration delay = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(delayMax) < 0 ? doubled : delayMax;
    return delay;
  }

  /// Forgets the failures: what failed has come right for good.
  synchronized void reset() {
    lastFailure = Instant.MIN;
  }

  /// Whether there was no failure for longer than the longest wait and its attempt take.
  synchronized boolean isQuiet() {
    return isQuiet(clock.instant());
  }

  private boolean isQuiet(Instant now) {
    return lastFailure.equals(Instant.MIN)
        || lastFailure.plus(delayMax.multipliedBy(3)).isBefore(now);
  }
}
