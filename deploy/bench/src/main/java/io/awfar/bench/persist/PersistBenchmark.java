package io.awfar.bench.persist;

import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.report.Report;
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

/// Clean topics into PostgreSQL beside the JDBC sink's way and a bare COPY.
public final class PersistBenchmark implements Benchmark {

  private final PersistSettings settings;

  public PersistBenchmark(Options options) {
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
      Instant first = Instant.now().minus(1, ChronoUnit.DAYS);
      SampleEvents events = new SampleEvents(settings.chats(), first);
      source.makeTopics();
      source.appendMessages(events, 0, settings.messages());
      Contenders contenders =
          new Contenders(settings, workplace, broker, registry.baseUrl(), postgres, source, events);
      List<Run> runs = new ArrayList<>();
      for (int round = 0; round < settings.rounds(); round++) {
        runs.add(told(contenders.jdbcSink()));
        Run awfar = told(contenders.awfar());
        runs.add(awfar);
        // COPY reads what Awfar has written, and is timed over the same part of it.
        runs.add(told(contenders.copy(awfar.before())));
      }
      return PersistReport.of(settings, runs);
    }
  }

  private static Run told(Run run) {
    System.err.println("persist: " + run);
    return run;
  }
}
