package io.awfar.bench.persist;

import static io.awfar.bench.report.Figures.figure;
import static java.lang.Double.NaN;

import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.process.Service;
import io.awfar.bench.report.BarChart;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.report.Table;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import io.awfar.testservers.TestRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// What a message costs persistence-service and PostgreSQL while more and more are stored.
public final class PersistGrowthBenchmark implements Benchmark {

  private static final int MILLION = 1_000_000;
  private static final double FLAT = 1.1;

  private final List<Integer> points;
  private final int unit;
  private final int probe;
  private final PersistSettings settings;

  public PersistGrowthBenchmark(Options options) {
    this.points =
        options.list("millions", options.quick() ? "1,2" : "1,2,5,10").stream()
            .map(Integer::valueOf)
            .toList();
    this.unit = options.number("unit", MILLION, 20_000);
    this.probe = options.number("probe", 500_000, 10_000);
    this.settings = PersistSettings.of(options);
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    try (Broker broker = Broker.start(workplace.folder());
        Postgres postgres = Postgres.start(workplace.folder());
        TestRegistry registry = TestRegistry.start();
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      Source source = new Source(admin, broker.bootstrapServers(), registry.baseUrl());
      source.makeTopics();
      SampleEvents events =
          new SampleEvents(settings.chats(), Instant.now().minus(3, ChronoUnit.DAYS));
      Contenders contenders =
          new Contenders(settings, workplace, broker, registry.baseUrl(), postgres, source, events);
      try (Service service = contenders.startAwfar()) {
        return report(measure(service, postgres, source, events));
      }
    }
  }

  private List<Run> measure(Service service, Postgres postgres, Source source, SampleEvents events)
      throws Exception {
    Meter meter = new Meter(source, postgres);
    List<Run> runs = new ArrayList<>();
    long stored = 0;
    for (int point : points) {
      long before = (long) point * unit;
      source.appendMessages(events, stored, before);
      stored = before + probe;
      // The probe begins when all before it is stored.
      var filled =
          meter.measure("fill", Contenders.AWFAR_GROUPS, service::cpuSeconds, 1, () -> {}, before);
      postgres.checkpoint();
      long last = stored;
      runs.add(
          meter.measureAll(
              "%,d".formatted(before),
              Contenders.AWFAR_GROUPS,
              service::cpuSeconds,
              before,
              () -> source.appendMessages(events, before, last),
              last));
      System.err.println("persist-growth: " + runs.getLast() + " after " + filled);
    }
    return runs;
  }

  private Report report(List<Run> runs) {
    Report report = new Report("persist-growth");
    Table table =
        new Table(
            "Cost by messages stored", "stored", "rows/s", "client CPU s/M", "server CPU s/M");
    runs.forEach(run ->
        table.add(
            run.contender(), figure(run.rate()), figure(run.clientCpu()), figure(run.serverCpu())));
    report.add(table);
    BarChart chart = new BarChart("CPU per million messages, by messages stored", "CPU s");
    runs.forEach(run -> chart.add(run.contender(), cpu(run), true));
    report.add(chart);
    report.add(
        new Goal(
            "persist-growth.cpu-at-%dM-of-lowest".formatted(points.getLast()),
            cpu(runs.getLast()) / runs.stream().mapToDouble(each -> cpu(each)).min().orElse(NaN),
            Bound.AT_MOST,
            FLAT,
            "x"));
    return report;
  }

  private static double cpu(Run run) {
    return run.clientCpu() + run.serverCpu();
  }
}
