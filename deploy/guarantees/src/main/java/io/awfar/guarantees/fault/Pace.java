package io.awfar.guarantees.fault;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Lets the next fault come only where the services keep up with half of what is sent, so that
/// faults meet a system at work on a slow machine, too, where one fault lasts until the next.
///
/// Half leaves room for faults to overlap.
public final class Pace {

  private static final double KEPT_UP_MIN = 0.5;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);

  private final LongSupplier acknowledged;
  private final double eventsPerSecond;
  private final Duration patience;
  private final Consumer<String> console;

  /// @param acknowledged different events answered 200 so far
  /// @param eventsPerSecond different events sent
  /// @param patience after which a fault comes whatever was answered
  /// @param console gets a line for each fault that had to wait
  public Pace(
      LongSupplier acknowledged,
      double eventsPerSecond,
      Duration patience,
      Consumer<String> console) {
    this.acknowledged = acknowledged;
    this.eventsPerSecond = eventsPerSecond;
    this.patience = patience;
    this.console = console;
  }

  /// Waits until half of what a schedule has sent by this time is answered.
  ///
  /// @return how long that took
  Duration await(Duration at) throws InterruptedException {
    long least = (long) (KEPT_UP_MIN * eventsPerSecond * at.toMillis() / 1000.0);
    long start = System.nanoTime();
    while (acknowledged.getAsLong() < least && System.nanoTime() - start < patience.toNanos()) {
      Thread.sleep(POLL);
    }
    Duration waited = Duration.ofNanos(System.nanoTime() - start);
    if (waited.compareTo(WORTH_A_LINE) > 0) {
      console.accept(
          "the next fault waited %s for %,d events to be answered 200, %,d are"
              .formatted(Seconds.of(waited), least, acknowledged.getAsLong()));
    }
    return waited;
  }
}
