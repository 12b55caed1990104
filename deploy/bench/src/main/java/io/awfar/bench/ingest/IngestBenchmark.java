package io.awfar.bench.ingest;

import io.awfar.bench.load.HttpLoad;
import io.awfar.bench.load.LoadResult;
import io.awfar.bench.load.Webhooks;
import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Child;
import io.awfar.bench.process.Jvm;
import io.awfar.bench.process.ProcessCost;
import io.awfar.bench.process.Service;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.NewTopics;
import io.awfar.bench.setup.Options;
import io.awfar.bench.setup.Workplace;
import io.awfar.embedded.FreePorts;
import io.awfar.testservers.TestRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/// The webhook door beside bare reactor-netty, from the moment that either is ready.
public final class IngestBenchmark implements Benchmark {

  static final String AWFAR = "awfar";
  static final String BARE_NETTY = "reactor-netty";

  private static final int CHATS = 10_000;
  private static final int PARTITIONS = 12;

  private final int rounds;
  private final int warmUpSeconds;
  private final int seconds;
  private final int connections;
  private final List<String> jvm;

  public IngestBenchmark(Options options) {
    this.rounds = options.number("rounds", 4, 1);
    this.warmUpSeconds = options.number("warm-up-seconds", 20, 6);
    this.seconds = options.number("seconds", 40, 5);
    this.connections = options.number("connections", 256);
    this.jvm = options.list("jvm", "-Xms512m,-Xmx512m,-XX:CICompilerCount=3");
  }

  @Override
  public Report run(Workplace workplace) throws Exception {
    List<Run> runs = new ArrayList<>();
    try (Broker broker = Broker.start(workplace.folder());
        TestRegistry registry = TestRegistry.start();
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      NewTopic topic = new NewTopic(BareNettyProcess.TOPIC, PARTITIONS, (short) 1);
      NewTopics.make(admin, topic);
      for (int round = 0; round < rounds; round++) {
        runs.add(bareNetty(workplace, broker));
        runs.add(awfar(workplace, broker, registry));
      }
    }
    return IngestReport.of(runs, connections);
  }

  private Run bareNetty(Workplace workplace, Broker broker) throws IOException {
    try (Child child =
        Jvm.start(
            BareNettyProcess.class,
            jvm,
            workplace.folder(),
            broker.bootstrapServers(),
            Webhooks.APP_SECRET)) {
      int port = Integer.parseInt(child.awaitLine("READY").split(" ")[0]);
      return load(BARE_NETTY, port, () -> ProcessCost.cpuSeconds(child.pid()));
    }
  }

  private Run awfar(Workplace workplace, Broker broker, TestRegistry registry)
      throws IOException, InterruptedException {
    int port = FreePorts.next();
    int managementPort = FreePorts.next();
    Map<String, String> environment =
        Map.of(
            "AWFAR_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
            "AWFAR_KAFKA_REPLICATION_FACTOR", "1",
            "AWFAR_SCHEMA_REGISTRY_URL", registry.baseUrl(),
            "AWFAR_WHATSAPP_APP_SECRET", Webhooks.APP_SECRET,
            "AWFAR_WHATSAPP_VERIFY_TOKEN", "bench",
            "AWFAR_INGEST_PORT", Integer.toString(port),
            "AWFAR_INGEST_MANAGEMENT_PORT", Integer.toString(managementPort));
    try (Service service =
        Service.start(
            workplace.root(),
            "ingest-service",
            jvm,
            environment,
            managementPort,
            workplace.folder())) {
      return load(AWFAR, port, service.awaitReady()::cpuSeconds);
    }
  }

  private Run load(String contender, int port, DoubleSupplier cpuSeconds) throws IOException {
    Webhooks webhooks = new Webhooks(CHATS, Instant.now());
    LoadResult fresh = load(port, webhooks, 0, warmUpSeconds, second -> {});
    List<Double> cpu = new ArrayList<>();
    LoadResult warm =
        load(
            port,
            webhooks,
            fresh.answered() + fresh.refused() + connections,
            seconds,
            second -> cpu.add(cpuSeconds.getAsDouble()));
    Run run = new Run(contender, fresh, warm, cpu);
    System.err.printf(
        "ingest: %s %.0f req/s, %.1f us, each second %s, then %s%n",
        contender, run.plateauRate(), run.plateauCpuMicros(), fresh.perSecond(), warm.perSecond());
    return run;
  }

  /// @param first number of the first message: those before were sent already, though the last of
  ///   them may not have been answered
  private LoadResult load(
      int port, Webhooks webhooks, long first, int howLong, HttpLoad.EverySecond everySecond)
      throws IOException {
    return new HttpLoad(port, connections, number -> webhooks.request(first + number))
        .asFastAsAnswered(Integer.MAX_VALUE, howLong + 0.5, everySecond);
  }
}
