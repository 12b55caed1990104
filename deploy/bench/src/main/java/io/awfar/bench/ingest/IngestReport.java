package io.awfar.bench.ingest;

import static io.awfar.bench.report.Contended.mean;
import static io.awfar.bench.report.Figures.figure;

import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import java.util.List;

/// The comparison as a table and goals.
final class IngestReport {

  private static final double CPU_OF_NETTY = 1.25;
  private static final double EARLY_SHARE = 0.5;

  private IngestReport() {}

  static Report of(List<Run> runs, int connections) {
    Report report = new Report("ingest", "ingest-service/README.md#speed");
    report.remark(
        "Webhooks of one message, about 1 kB, signed, over %d connections; each answered once Kafka has acknowledged."
            .formatted(connections));
    Table table =
        new Table(
            "Webhook door",
            "contender",
            "req/s",
            "CPU us/req",
            "p50 ms",
            "p99 ms",
            "5th second of plateau",
            "not 200");
    runs.forEach(run ->
        table.add(
            run.contender(),
            figure(run.plateauRate()),
            figure(run.plateauCpuMicros()),
            figure(run.warm().millis(50)),
            figure(run.warm().millis(99)),
            figure(run.earlyShare()),
            Long.toString(run.refused())));
    report.add(table);
    BarChart chart = new BarChart("Webhook door: CPU per request, warm", "us");
    for (String contender : List.of(IngestBenchmark.BARE_NETTY, IngestBenchmark.AWFAR)) {
      chart.add(
          contender,
          mean(runs, contender, Run::plateauCpuMicros),
          contender.equals(IngestBenchmark.AWFAR));
    }
    report.add(chart);
    boolean sound = runs.stream().allMatch(run -> run.refused() == 0);
    report.add(
        new Goal(
            "ingest.cpu-of-reactor-netty",
            sound
                ? mean(runs, IngestBenchmark.AWFAR, Run::plateauCpuMicros)
                    / mean(runs, IngestBenchmark.BARE_NETTY, Run::plateauCpuMicros)
                : Double.NaN,
            Bound.AT_MOST,
            CPU_OF_NETTY,
            "x"));
    report.add(
        new Goal(
            "ingest.rate-5s-after-ready",
            sound ? mean(runs, IngestBenchmark.AWFAR, Run::earlyShare) : Double.NaN,
            Bound.AT_LEAST,
            EARLY_SHARE,
            "x"));
    return report;
  }
}
