package io.awfar.bench.read;

import static io.awfar.bench.report.Contended.mean;
import static io.awfar.bench.report.Figures.figure;
import static io.awfar.bench.report.Figures.figureOrNone;

import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Delays;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import java.util.List;
import java.util.function.Predicate;

/// The comparison as a table and goals.
final class ReadReport {

  private static final double APP_CPU_MICROS = 200;
  private static final double RATE_OF_EXPRESS = 3;
  private static final double P99_MILLIS = 25;

  private ReadReport() {}

  static Report of(Subject subject, List<Run> runs, int messages, int chats, int connections) {
    Report report = new Report(subject.benchmark(), "gateway-service/README.md#speed");
    report.remark(
        "Pages of 50 %s, with %,d messages in %,d chats, token verified, over %d connections. Percentiles are those at half of the rate in the first column; the goal takes the pages of all rounds together."
            .formatted(subject.rows(), messages, chats, connections));
    if (runs.stream().noneMatch(run -> run.contender().equals(PgBench.NAME))) {
      report.remark("pgbench is not installed here and was left out.");
    }
    Table table =
        new Table(
            "Pages of " + subject.rows(),
            "contender",
            "req/s",
            "app CPU us/req",
            "PostgreSQL CPU us/req",
            "p50 ms",
            "p99 ms");
    runs.forEach(run ->
        table.add(
            run.contender(),
            figure(run.rate()),
            run.appCpuMicros() == 0 ? "-" : figure(run.appCpuMicros()),
            figure(run.postgresCpuMicros()),
            figureOrNone(run.delays().millis(50)),
            figureOrNone(run.delays().millis(99))));
    report.add(table);
    BarChart chart = new BarChart(
            "Pages of 50 %s a second, signed in".formatted(subject.rows()), "req/s");
    List<String> contenders = List.of(PgBench.NAME, ReadBenchmark.EXPRESS, ReadBenchmark.AWFAR);
    for (String contender : contenders.stream().filter(ran(runs)).toList()) {
      chart.add(contender, mean(runs, contender, Run::rate), contender.equals(ReadBenchmark.AWFAR));
    }
    report.add(chart);
    double ours = mean(runs, ReadBenchmark.AWFAR, Run::rate);
    report.add(
        new Goal(
            subject.benchmark() + ".app-cpu-per-page",
            mean(runs, ReadBenchmark.AWFAR, Run::appCpuMicros),
            Bound.AT_MOST,
            APP_CPU_MICROS,
            "us"));
    report.add(
        new Goal(
            subject.benchmark() + ".rate-of-express",
            ours / mean(runs, ReadBenchmark.EXPRESS, Run::rate),
            Bound.AT_LEAST,
            RATE_OF_EXPRESS,
            "x"));
    report.add(
        new Goal(
            subject.benchmark() + ".p99-at-half-rate",
            Delays.together(
                    runs.stream()
                        .filter(run -> run.contender().equals(ReadBenchmark.AWFAR))
                        .map(Run::delays)
                        .toList())
                .millis(99),
            Bound.AT_MOST,
            P99_MILLIS,
            "ms"));
    return report;
  }

  private static Predicate<String> ran(List<Run> runs) {
    return contender -> runs.stream().anyMatch(run -> run.contender().equals(contender));
  }
}
