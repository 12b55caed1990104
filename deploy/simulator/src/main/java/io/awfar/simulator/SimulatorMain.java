package io.awfar.simulator;

import io.awfar.simulator.ledger.LedgerSnapshot;
import java.time.Duration;

/// Runs a simulator until its events are acknowledged or someone stops it.
///
/// Prints where its API is, a line per second on standard error, and the counts as JSON at the end.
/// The exit status is 0 only if every POST was acknowledged, 2 if it could not start.
public final class SimulatorMain {

  private static final Duration LINE_EVERY = Duration.ofSeconds(1);

  private SimulatorMain() {}

  /// See the README for the options.
  public static void main(String... arguments) throws InterruptedException {
    Simulator simulator;
    try {
      SimulatorSettings settings = CommandLine.parse(arguments);
      simulator = Simulator.start(settings);
      System.out.println("API " + simulator.api() + " seed " + settings.traffic().seed());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(CommandLine.usage());
      System.exit(2);
      return;
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Thread onExit = Thread.ofPlatform().unstarted(() -> report(simulator));
    Runtime.getRuntime().addShutdownHook(onExit);
    while (!simulator.awaitDrained(LINE_EVERY)) {
      System.err.println(line(simulator));
    }
    System.exit(simulator.stop() ? 0 : 1);
  }

  private static void report(Simulator simulator) {
    boolean unused = simulator.stop();
    System.out.println("LEDGER " + simulator.ledger().snapshot().json());
    System.out.println("SENDS " + simulator.sends().json());
  }

  private static String line(Simulator simulator) {
    LedgerSnapshot now = simulator.ledger().snapshot();
    return String.format(
        "offered %,d  acknowledged %,d  duplicates %,d  retries %,d  waiting %,d  p99 %d ms  %s",
        now.eventsOffered(),
        now.eventsAcknowledged(),
        now.duplicatesOffered(),
        now.retries(),
        now.postsOutstanding(),
        now.answers().p99().toMillis(),
        now.refusals().isEmpty() ? "" : now.refusals());
  }
}
