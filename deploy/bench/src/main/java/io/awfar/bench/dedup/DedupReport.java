package io.awfar.bench.dedup;

import static io.awfar.bench.report.Contended.mean;
import static io.awfar.bench.report.Figures.figure;
import static io.awfar.bench.report.Figures.megabytes;

import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import java.util.List;

/// The comparison as tables and goals.
final class DedupReport {

  private static final double CPU_OF_CONFLUENT = 5;
  private static final double CPU_OF_PASS_THROUGH = 1.1;
  private static final double RESTORE_SECONDS = 2;
  private static final long RESTORE_EVENTS = 5_000_000;
  private static final double EVENT_BYTES = 32;

  private DedupReport() {}

  static Report of(DedupSettings settings, Input input, Runs runs, List<Restore> restores) {
    Report report = new Report("dedup", "dedup-stream/README.md#speed");
    report.remark(
        "%,d records of %d bytes, %,d different events, %d partitions, exactly_once_v2, commit every %d ms."
            .formatted(
                input.records(),
                settings.recordBytes(),
                input.events(),
                settings.partitions(),
                settings.commitMillis()));
    report.add(runsTable(runs));
    report.add(restoreTable(restores));
    report.add(chart(runs));
    goals(report, input, runs, restores);
    return report;
  }

  private static Table runsTable(Runs runs) {
    Table table =
        new Table(
            "Deduplication",
            "contender",
            "rec/s",
            "CPU s/M",
            "steady rec/s",
            "steady CPU s/M",
            "broker CPU s/M",
            "changelog MB",
            "RSS MB",
            "store MB",
            "exact");
    runs.all()
        .forEach(run ->
            table.add(
                run.contender(),
                figure(run.rate()),
                figure(run.cpu()),
                figure(run.steadyRate()),
                figure(run.steadyCpu()),
                figure(run.brokerCpu()),
                megabytes(run.changelogBytes()),
                megabytes(run.residentBytes()),
                megabytes(run.storeBytes()),
                exactness(run)));
    return table;
  }

  /// A pass-through lets duplicates through by definition.
  private static String exactness(Run run) {
    if (run.contender().equals(Contenders.PASS_THROUGH)) {
      return "-";
    }
    return run.exact() ? "yes" : "NO";
  }

  private static Table restoreTable(List<Restore> restores) {
    Table table = new Table("Restore", "contender", "seconds", "CPU s of the process", "store MB");
    restores.forEach(restore ->
        table.add(
            restore.contender(),
            figure(restore.seconds()),
            figure(restore.cpuSeconds()),
            megabytes(restore.storeBytes())));
    return table;
  }

  private static BarChart chart(Runs runs) {
    BarChart chart = new BarChart("Deduplication: CPU per million records", "CPU s");
    Contenders.NAMES.stream()
        .filter(name -> !Double.isNaN(runs.mean(name, Run::steadyCpu)))
        .forEach(name ->
            chart.add(name, runs.mean(name, Run::steadyCpu), name.equals(Contenders.AWFAR)));
    return chart;
  }

  private static void goals(Report report, Input input, Runs runs, List<Restore> restores) {
    double ours = runs.mean(Contenders.AWFAR, Run::steadyCpu);
    double confluent = runs.mean(Contenders.CONFLUENT, Run::steadyCpu);
    double passThrough = runs.mean(Contenders.PASS_THROUGH, Run::steadyCpu);
    report.add(
        new Goal(
            "dedup.less-cpu-than-confluent",
            confluent / ours,
            Bound.AT_LEAST,
            CPU_OF_CONFLUENT,
            "x"));
    report.add(
        new Goal(
            "dedup.cpu-of-pass-through",
            ours / passThrough,
            Bound.AT_MOST,
            CPU_OF_PASS_THROUGH,
            "x"));
    report.add(
        new Goal(
            "dedup.restore-of-5M-events",
            input.events() >= RESTORE_EVENTS
                ? mean(restores, Contenders.AWFAR, Restore::seconds)
                : Double.NaN,
            Bound.AT_MOST,
            RESTORE_SECONDS,
            "s"));
    report.add(
        new Goal(
            "dedup.memory-per-event",
            runs.mean(Contenders.AWFAR, Run::storeBytes) / input.events(),
            Bound.AT_MOST,
            EVENT_BYTES,
            "B"));
    report.add(
        new Goal(
            "dedup.exact-runs-without-crashes",
            runs.mean(Contenders.AWFAR, run -> run.exact() ? 1 : 0),
            Bound.AT_LEAST,
            1,
            "x"));
  }
}
