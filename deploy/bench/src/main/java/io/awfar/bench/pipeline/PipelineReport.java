package io.awfar.bench.pipeline;

import static io.awfar.bench.report.Contended.mean;
import static io.awfar.bench.report.Figures.figure;

import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Delays;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The comparison as tables and goals.
final class PipelineReport {

  private static final double RATE_OF_EXPRESS = 10;
  private static final double CPU_OF_EXPRESS = 0.1;
  private static final double P50_MILLIS = 150;
  private static final double P99_MILLIS = 500;

  private PipelineReport() {}

  static Report of(
      PipelineSettings settings, List<Throughput> runs, Delays committed, Delays seen) {
    Report report = new Report("pipeline", "deploy/bench/README.md#pipeline");
    report.remark(
        "Webhooks of one message, about 1 kB, signed, in %,d chats, over %d connections; an event counts once its row is committed. All processes count: five services, broker and PostgreSQL here, Node.js and PostgreSQL there. *Clean event seen* is by a client that reads `whatsapp.messages`, committed events only. Delays are those of all rounds together, at %,d events a second."
            .formatted(settings.chats(), settings.connections(), settings.rate()));
    Table table =
        new Table("From webhook to row", "contender", "events/s", "CPU us/event", "of which");
    runs.forEach(run ->
        table.add(
            run.contender(),
            figure(run.eventsPerSecond()),
            figure(run.allCpuMicros()),
            run.cpuMicros().entrySet().stream()
                .map(process -> process.getKey() + " " + figure(process.getValue()))
                .collect(Collectors.joining(", "))));
    report.add(table);
    Table delays =
        new Table("After the answer", "percentile", "row committed, ms", "clean event seen, ms");
    for (double percent : new double[] {50, 90, 99, 99.9, 100}) {
      delays.add("p" + percent, figure(committed.millis(percent)), figure(seen.millis(percent)));
    }
    report.add(delays);
    report.add(
        chart(
            "From webhook to row: events a second", "events/s", runs, Throughput::eventsPerSecond));
    report.add(
        chart(
            "From webhook to row: CPU per event, all processes",
            "us",
            runs,
            Throughput::allCpuMicros));
    throughputGoals(report, runs);
    String at = "-at-" + settings.rate() + "-per-second";
    delayGoals(report, "row", at, committed);
    delayGoals(report, "event", at, seen);
    return report;
  }

  private static void throughputGoals(Report report, List<Throughput> runs) {
    report.add(
        new Goal(
            "pipeline.rate-of-express",
            mean(runs, PipelineBenchmark.AWFAR, Throughput::eventsPerSecond)
                / mean(runs, PipelineBenchmark.EXPRESS, Throughput::eventsPerSecond),
            Bound.AT_LEAST,
            RATE_OF_EXPRESS,
            "x"));
    report.add(
        new Goal(
            "pipeline.cpu-of-express",
            mean(runs, PipelineBenchmark.AWFAR, Throughput::allCpuMicros)
                / mean(runs, PipelineBenchmark.EXPRESS, Throughput::allCpuMicros),
            Bound.AT_MOST,
            CPU_OF_EXPRESS,
            "x"));
  }

  private static void delayGoals(Report report, String what, String at, Delays delays) {
    String name = "pipeline." + what;
    report.add(new Goal(name + "-p50" + at, delays.millis(50), Bound.AT_MOST, P50_MILLIS, "ms"));
    report.add(new Goal(name + "-p99" + at, delays.millis(99), Bound.AT_MOST, P99_MILLIS, "ms"));
  }

  private static BarChart chart(
      String title, String unit, List<Throughput> runs, ToDoubleFunction<Throughput> figure) {
    BarChart chart = new BarChart(title, unit);
    for (String contender : List.of(PipelineBenchmark.EXPRESS, PipelineBenchmark.AWFAR)) {
      chart.add(
          contender, mean(runs, contender, figure), contender.equals(PipelineBenchmark.AWFAR));
    }
    return chart;
  }
}
