package io.awfar.guarantees;

import io.awfar.guarantees.verify.Promise;
import java.nio.file.Path;
import java.util.List;

/// Runs all of Awfar as processes, breaks what can be broken, and says which promises held.
public final class Guarantees {

  private static final int ALL_HELD = 0;
  private static final int BROKEN = 1;
  private static final int NOT_RUN = 2;

  private Guarantees() {}

  /// @param arguments see [Options#USAGE]
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    Path root = Path.of(System.getProperty("awfar.root")).toAbsolutePath().normalize();
    Options options;
    try {
      options = Options.parse(List.of(arguments), root);
    } catch (IllegalArgumentException e) {
      System.err.println("guarantees: " + e.getMessage());
      System.err.print(Options.USAGE);
      return NOT_RUN;
    }
    Console console = new Console(System.out);
    console.plain(
        "seed %d, %s of faults, %d events/s, sabotage %s, data and logs in %s"
            .formatted(
                options.seed(),
                options.length(),
                options.eventsPerSecond(),
                options.sabotage().option(),
                options.data()));
    try {
      Outcome outcome =
          new Run(options, Path.of(System.getProperty("awfar.services")), console).run();
      new Report(options, outcome, console.elapsed()).print(console);
      if (!outcome.promises().stream().allMatch(Promise::held)) {
        return BROKEN;
      }
      if (options.leavesBacklogs() && outcome.grownTransactions().count() == 0) {
        System.err.println(
            "guarantees: no transaction took several polls, so nothing was proven of such ones");
        return NOT_RUN;
      }
      return ALL_HELD;
    } catch (Exception e) {
      System.err.printf("guarantees: the run with seed %d failed: %s%n", options.seed(), e);
      e.printStackTrace();
      return NOT_RUN;
    }
  }
}
