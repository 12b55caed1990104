package io.awfar.bench.persist;

import static io.awfar.bench.report.Contended.mean;
import static io.awfar.bench.report.Figures.figure;
import static io.awfar.bench.report.Figures.figureOrNone;

import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import java.util.List;

/// The comparison as a table and goals.
final class PersistReport {

  private static final double MESSAGES_OF_JDBC_SINK = 2;
  private static final double MESSAGES_OF_COPY = 0.7;

  private PersistReport() {}

  static Report of(PersistSettings settings, List<Run> runs) {
    Report report = new Report("persist", "persistence-service/README.md#speed");
    report.remark(
        "%,d messages in %,d chats and %,d statuses; %d connections for each of the two, polls of at most %,d records."
            .formatted(
                settings.messages(),
                settings.chats(),
                settings.statuses(),
                settings.connections(),
                settings.batch()));
    Table table =
        new Table(
            "Into PostgreSQL",
            "contender",
            "messages/s",
            "client CPU s/M",
            "server CPU s/M",
            "broker CPU s/M",
            "machine idle",
            "messages timed",
            "statuses timed",
            "exact");
    runs.forEach(run ->
        table.add(
            run.contender(),
            figure(run.rate()),
            figureOrNone(run.clientCpu()),
            figure(run.serverCpu()),
            figureOrNone(run.brokerCpu()),
            "%.0f %%".formatted(run.idle() * 100),
            "%,d".formatted(run.timed().messages()),
            "%,d".formatted(run.timed().statuses()),
            run.exact() ? "yes" : "NO"));
    report.add(table);
    BarChart chart = new BarChart("Into PostgreSQL: messages a second", "messages/s");
    for (String contender : List.of(Contenders.JDBC_SINK, Contenders.AWFAR, Contenders.COPY)) {
      chart.add(contender, mean(runs, contender, Run::rate), contender.equals(Contenders.AWFAR));
    }
    report.add(chart);
    double ours = exact(runs) ? mean(runs, Contenders.AWFAR, Run::rate) : Double.NaN;
    report.add(
        new Goal(
            "persist.messages-of-jdbc-sink",
            ours / mean(runs, Contenders.JDBC_SINK, Run::rate),
            Bound.AT_LEAST,
            MESSAGES_OF_JDBC_SINK,
            "x"));
    report.add(
        new Goal(
            "persist.messages-of-copy",
            ours / mean(runs, Contenders.COPY, Run::rate),
            Bound.AT_LEAST,
            MESSAGES_OF_COPY,
            "x"));
    return report;
  }

  private static boolean exact(List<Run> runs) {
    return runs.stream().allMatch(Run::exact);
  }
}
