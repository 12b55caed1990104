package io.awfar.guarantees;

import java.nio.file.Path;
import java.util.List;

/// Runs all of Awfar as processes, breaks what can be broken, and says which promises held.
public final class Guarantees {

  private Guarantees() {}

  /// @param arguments see [Options#USAGE]
  public static void main(String[] arguments) {
    if (List.of(arguments).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    Ending.of(() -> run(arguments));
  }

  private static int run(String[] arguments) throws Exception {
    Path root = Path.of(System.getProperty("awfar.root")).toAbsolutePath().normalize();
    Options options;
    try {
      options = Options.parse(List.of(arguments), root);
    } catch (IllegalArgumentException e) {
      System.err.println("guarantees: " + e.getMessage());
      System.err.print(Options.USAGE);
      return Ending.NOT_RUN;
    }
    Console console = new Console(System.out);
    console.plain(
        "seed %d, %s of faults, %d events/s, sabotage %s, services with %s, data and logs in %s"
            .formatted(
                options.seed(),
                options.length(),
                options.eventsPerSecond(),
                options.sabotage().option(),
                String.join(" ", options.jvm()),
                options.data()));
    Outcome outcome =
        new Run(options, Path.of(System.getProperty("awfar.services")), console).run();
    new Report(options, outcome, console.elapsed()).print(console);
    List<String> lacking = new Adequacy(options, outcome).lacking();
    int status = Ending.status(outcome.promises(), lacking);
    if (status == Ending.NOT_RUN) {
      for (String each : lacking) {
        System.err.println("guarantees: this run proves too little: " + each);
      }
    }
    return status;
  }
}
