package io.awfar.media.reconcile;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;

/// When a run is to end, whether or not it is done.
final class Deadline {

  private final Clock clock;
  private final Instant end;

  Deadline(Clock clock, Instant end) {
    this.clock = clock;
    this.end = end;
  }

  /// The same, each but looked for in time.
  <T> Iterator<T> bound(Iterator<T> all) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        check();
        return all.hasNext();
      }

      @Override
      public T next() {
        return all.next();
      }
    };
  }

  /// @throws RunEndedException if time is over, or the service ends
  void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new RunEndedException(Outcome.STOPPED, "The service ends", null);
    }
    if (clock.instant().isAfter(end)) {
      throw new RunEndedException(Outcome.TOO_LONG, "There was no more time", null);
    }
  }
}
