package io.awfar.standalone;

import io.awfar.simulator.Simulator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/// The command line: starts everything, shows what goes through it, drains, reports and stops.
///
/// Exit status 0 if the report adds up, 1 if it does not, 2 if Awfar did not start.
public final class Standalone {

  private static final int DOES_NOT_ADD_UP = 1;
  private static final int DID_NOT_START = 2;
  private static final long SAME_SIGNAL_NANOS = Duration.ofSeconds(2).toNanos();
  private static final Duration STANDSTILL_MAX = Duration.ofMinutes(1);

  private final StandaloneOptions options;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile long stoppedAtNanos;

  private Standalone(StandaloneOptions options) {
    this.options = options;
  }

  /// @param arguments see `--help`
  public static void main(String... arguments) {
    if (java.util.List.of(arguments).contains("--help")) {
      System.out.print(StandaloneOptions.help());
      return;
    }
    System.exit(run(arguments));
  }

  private static int run(String... arguments) {
    StandaloneOptions options;
    try {
      options = StandaloneOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("awfar: " + e.getMessage());
      return DID_NOT_START;
    }
    // Read by logback.xml, and so before the first logger.
    System.setProperty("awfar.logs", options.data().resolve("logs").toString());
    try {
      return new Standalone(options).run();
    } catch (StartFailure e) {
      System.err.println("awfar: " + e.getMessage());
      return DID_NOT_START;
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(Standalone.class).error("Ended by a failure", e);
      System.err.println("awfar: the report cannot be made: " + e);
      return DOES_NOT_ADD_UP;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DOES_NOT_ADD_UP;
    }
  }

  private int run() throws IOException, InterruptedException {
    stopOnSignals();
    System.out.println("Starting; logs are in " + options.data().resolve("logs"));
    try (AwfarOnOneMachine awfar = AwfarOnOneMachine.start(options)) {
      System.out.println(Lines.ready(awfar));
      System.out.println(Lines.summary(awfar));
      Optional<Simulator> traffic =
          options.simulator() ? Optional.of(awfar.startTraffic()) : Optional.empty();
      showUntilStopped(awfar);
      System.out.println("Stopping ...");
      traffic.ifPresent(Simulator::close);
      Totals totals = awfar.drain(STANDSTILL_MAX);
      System.out.println(Lines.report(totals));
      Optional<String> contradiction = totals.contradiction();
      contradiction.ifPresent(
          what -> System.err.println("awfar: the report does not add up: " + what));
      return contradiction.isPresent() ? DOES_NOT_ADD_UP : 0;
    }
  }

  /// A second signal ends at once, unless it comes with the first: some senders signal the process
  /// and its group.
  private void stopOnSignals() {
    for (String name : new String[] {"INT", "TERM"}) {
      Signal.handle(
          new Signal(name),
          signal -> {
            long now = System.nanoTime();
            if (stop.getCount() == 0 && now - stoppedAtNanos > SAME_SIGNAL_NANOS) {
              Runtime.getRuntime().halt(128 + signal.getNumber());
            }
            if (stop.getCount() > 0) {
              stoppedAtNanos = now;
              stop.countDown();
            }
          });
    }
  }

  private void showUntilStopped(AwfarOnOneMachine awfar) throws InterruptedException {
    Instant end = options.runTime().map(Instant.now()::plus).orElse(Instant.MAX);
    LiveLine line = new LiveLine();
    while (!stop.await(1, TimeUnit.SECONDS) && Instant.now().isBefore(end)) {
      line.show(awfar);
    }
    line.end();
  }
}
