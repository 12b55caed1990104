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
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// What a message costs persistence-service and PostgreSQL while more and more are stored.
public final class PersistGrowthBenchmark implements Benchmark {

  private static final int MILLION = 1_000_000;
  private static final double FLAT = 1.1;
  private static final String UNIQUE_INDEX = "messages_wa_message_id_unique";

  private final List<Integer> points;
  private final int unit;
  private final int probe;
  private final boolean withoutUniqueIndex;
  private final PersistSettings settings;

  /// @param vacuumCpu in seconds per million messages that were stored since the last vacuum
  private record Probe(Run run, double vacuumCpu, LogBytes log) {

    double cpu() {
      return run.clientCpu() + run.serverCpu() + vacuumCpu;
    }

    String perMessage(ToLongFunction<LogBytes> bytes) {
      return figure((double) bytes.applyAsLong(log) / run.timed().messages());
    }
  }

  public PersistGrowthBenchmark(Options options) {
    this.points =
        options.list("millions", options.quick() ? "1,2" : "1,2,5,10").stream()
            .map(Integer::valueOf)
            .toList();
    this.unit = options.number("unit", MILLION, 20_000);
    this.probe = options.number("probe", 500_000, 10_000);
    this.withoutUniqueIndex = options.flag("without-unique-index");
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
      // It makes its tables before it is ready.
      try (Service service = contenders.startAwfar().awaitReady()) {
        postgres.execute(Contenders.AWFAR, "alter table messages set (autovacuum_enabled = false)");
        if (withoutUniqueIndex) {
          postgres.execute(Contenders.AWFAR, "drop index " + UNIQUE_INDEX);
        }
        return report(measure(service, postgres, broker, source, events));
      }
    }
  }

  private List<Probe> measure(
      Service service, Postgres postgres, Broker broker, Source source, SampleEvents events)
      throws Exception {
    Meter meter = new Meter(source, postgres, broker);
    WriteAheadLog log = WriteAheadLog.open(postgres);
    List<Probe> probes = new ArrayList<>();
    long stored = 0;
    long vacuumed = 0;
    for (int point : points) {
      long before = (long) point * unit;
      source.appendMessages(events, stored, before);
      stored = before + probe;
      // The probe begins when all before it is stored.
      var filled =
          meter.measure("fill", Contenders.AWFAR_GROUPS, service::cpuSeconds, 1, () -> {}, before);
      double vacuumCpu = vacuum(postgres) * 1e6 / (before - vacuumed);
      vacuumed = before;
      postgres.checkpoint();
      String mark = log.mark();
      long last = stored;
      Run run =
          meter.measureAll(
              "%,d".formatted(before),
              Contenders.AWFAR_GROUPS,
              service::cpuSeconds,
              before,
              () -> source.appendMessages(events, before, last),
              last);
      probes.add(new Probe(run, vacuumCpu, log.since(mark)));
      System.err.println("persist-growth: " + probes.getLast() + " after " + filled);
    }
    return probes;
  }

  /// What comes by itself otherwise, at some time, in one probe and not in another.
  ///
  /// @return the CPU seconds that it took
  private static double vacuum(Postgres postgres) throws SQLException {
    double before = postgres.cpuSeconds();
    postgres.execute(Contenders.AWFAR, "vacuum messages");
    return postgres.cpuSeconds() - before;
  }

  private Report report(List<Probe> probes) {
    Report report = new Report("persist-growth", "persistence-service/README.md#speed");
    if (withoutUniqueIndex) {
      report.remark("Without the index " + UNIQUE_INDEX + ".");
    }
    Table table =
        new Table(
            "Cost by messages stored",
            "stored",
            "rows/s",
            "client CPU s/M",
            "server CPU s/M",
            "vacuum CPU s/M",
            "log bytes/message",
            "of which page images",
            "of which indexes");
    probes.forEach(probe ->
        table.add(
            probe.run.contender(),
            figure(probe.run.rate()),
            figure(probe.run.clientCpu()),
            figure(probe.run.serverCpu()),
            figure(probe.vacuumCpu()),
            probe.perMessage(LogBytes::all),
            probe.perMessage(LogBytes::pageImages),
            probe.perMessage(LogBytes::indexes)));
    report.add(table);
    BarChart chart = new BarChart("CPU per million messages, by messages stored", "CPU s");
    probes.forEach(probe -> chart.add(probe.run.contender(), probe.cpu(), true));
    report.add(chart);
    report.add(
        new Goal(
            "persist-growth.cpu-at-%dM-of-lowest".formatted(points.getLast()),
            probes.getLast().cpu() / probes.stream().mapToDouble(Probe::cpu).min().orElse(NaN),
            Bound.AT_MOST,
            FLAT,
            "x"));
    return report;
  }
}
