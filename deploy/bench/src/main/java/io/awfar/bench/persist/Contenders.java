package io.awfar.bench.persist;

import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Child;
import io.awfar.bench.process.Jvm;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.process.ProcessCost;
import io.awfar.bench.process.Service;
import io.awfar.bench.setup.Workplace;
import io.awfar.embedded.FreePorts;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// The three ways into PostgreSQL, each into a database of its own.
record Contenders(
    PersistSettings settings,
    Workplace workplace,
    Broker broker,
    String registryUrl,
    Postgres postgres,
    Source source,
    SampleEvents events) {

  static final String AWFAR = "awfar";
  static final String JDBC_SINK = "jdbc-sink";
  static final String COPY = "bare_copy";

  static final String AWFAR_GROUPS = "persistence-service";

  /// The part of the rows that warms up: with less, a good part of the CPU is the compiler's.
  private static final double WARM_UP = 0.4;

  /// persistence-service, from its jar.
  Run awfar() throws Exception {
    Run run;
    try (Withheld statuses = renewStatuses();
        Service service = startAwfar()) {
      run = measure(AWFAR, AWFAR_GROUPS, service::cpuSeconds, statuses);
    }
    source.forget(AWFAR_GROUPS);
    return run.checked(
        areStored(AWFAR) && Kept.in(postgres, AWFAR).equals(Kept.of(events, settings.messages())));
  }

  /// persistence-service, started on an empty database.
  Service startAwfar() throws Exception {
    postgres.createDatabase(AWFAR);
    postgres.checkpoint();
    int port = FreePorts.next();
    Map<String, String> environment = new HashMap<>(postgres.environment(AWFAR));
    environment.put("AWFAR_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    environment.put("AWFAR_KAFKA_REPLICATION_FACTOR", "1");
    environment.put("AWFAR_SCHEMA_REGISTRY_URL", registryUrl);
    environment.put("AWFAR_PERSISTENCE_MANAGEMENT_PORT", Integer.toString(port));
    environment.put(
        "AWFAR_PERSISTENCE_CONSUMERS_PER_TOPIC", Integer.toString(settings.connections()));
    environment.put("AWFAR_PERSISTENCE_BATCH_RECORDS_MAX", Integer.toString(settings.batch()));
    return Service.start(
        workplace.root(),
        "persistence-service",
        settings.jvm(),
        environment,
        port,
        workplace.folder());
  }

  /// The way of Kafka Connect's JDBC sink.
  Run jdbcSink() throws Exception {
    String database = "jdbc_sink";
    postgres.createDatabase(database);
    postgres.execute(database, SinkTables.DDL);
    postgres.checkpoint();
    Run run;
    try (Withheld statuses = renewStatuses();
        Child child =
            Jvm.start(
                JdbcSinkProcess.class,
                settings.jvm(),
                workplace.folder(),
                broker.bootstrapServers(),
                registryUrl,
                postgres.jdbcUrl(database),
                Integer.toString(settings.connections()),
                Integer.toString(settings.batch()))) {
      run =
          measure(
              JDBC_SINK,
              JdbcSinkProcess.GROUP,
              () -> ProcessCost.cpuSeconds(child.pid()),
              statuses);
    }
    source.forget(JdbcSinkProcess.GROUP);
    return run.checked(areStored(database));
  }

  /// COPY of what Awfar has written.
  ///
  /// @param before what is copied before the clock starts
  Run copy(Rows before) throws Exception {
    Copy copy = new Copy(postgres, COPY, Files.createTempDirectory(workplace.folder(), "copy"));
    return copy.run(AWFAR, before, settings.rows(), settings.connections());
  }

  /// Those of the timed part are withheld until the clock starts: they are fewer than the messages
  /// and would be done before.
  private Withheld renewStatuses() throws Exception {
    return source.renewStatuses(events, warm(settings.statuses()), settings.statuses());
  }

  private static long warm(long rows) {
    return (long) (rows * WARM_UP);
  }

  private Run measure(String contender, String groups, DoubleSupplier clientCpu, Withheld statuses)
      throws Exception {
    Meter meter = new Meter(source, postgres, broker);
    Run run =
        meter.measure(
            contender,
            groups,
            clientCpu,
            warm(settings.messages()),
            statuses::release,
            settings.messages());
    meter.awaitAll(groups, settings.events());
    return run;
  }

  private boolean areStored(String database) throws Exception {
    Rows stored =
        new Rows(
            postgres.number(database, "select count(*) from messages"),
            postgres.number(database, "select count(*) from message_statuses"));
    return stored.equals(settings.rows());
  }
}
