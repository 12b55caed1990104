package io.awfar.bench.guarantees;

import io.awfar.bench.process.Child;
import io.awfar.bench.process.Script;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Exact counts through every crash: asks `deploy/guarantees/run` and counts the promises that it
/// found broken.
public final class GuaranteesBenchmark implements Benchmark {

  private static final int ALL_HELD = 0;
  private static final int BROKEN = 1;

  private final int seed;
  private final double minutes;

  public GuaranteesBenchmark(Options options) {
    this.seed = options.number("seed", 1);
    this.minutes = options.decimal("minutes", 2.7, 0.5);
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    Path log = workplace.folder().resolve("guarantees.log");
    List<String> arguments =
        List.of("--seed", Integer.toString(seed), "--minutes", Double.toString(minutes));
    int status;
    try (Child child =
        Script.start(workplace.root().resolve("deploy/guarantees/run"), arguments, log)) {
      status = child.awaitEnd();
    }
    if (status != ALL_HELD) {
      // The log is gone when this run is over.
      System.err.println(Files.readString(log));
    }
    if (status != ALL_HELD && status != BROKEN) {
      throw new IOException("deploy/guarantees/run ended with status " + status);
    }
    return report(Verdict.last(log), seed, minutes);
  }

  static Report report(Verdict verdict, int seed, double minutes) {
    Report report = new Report("guarantees", "deploy/guarantees/README.md");
    report.remark(
        "Seed %d, %s minutes, %d faults, %,d events acknowledged."
            .formatted(seed, minutes, verdict.faults(), verdict.acknowledged()));
    Table table = new Table("Promises", "promise", "held", "figures");
    verdict
        .promises()
        .forEach(
            promise -> table.add(promise.name(), promise.held() ? "yes" : "NO", promise.figures()));
    report.add(table);
    report.add(new Goal("guarantees.broken-promises", verdict.broken(), Bound.AT_MOST, 0, ""));
    return report;
  }
}
