package io.awfar.bench.pipeline;

import io.awfar.bench.load.Webhooks;
import io.awfar.bench.process.Broker;
import io.awfar.bench.process.Postgres;
import io.awfar.bench.process.Service;
import io.awfar.bench.setup.Workplace;
import io.awfar.embedded.EmbeddedS3;
import io.awfar.embedded.FreePorts;
import io.awfar.testservers.TestRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All five services and the broker, a process each.
///
/// The schema registry and the object store are in this process: neither has anything to do for
/// text messages once the services have started.
final class AwfarProcesses implements AutoCloseable {

  private static final String S3_KEY = "bench-access-key";
  private static final String S3_SECRET = "bench-secret-key";

  private final Workplace workplace;
  private final List<String> jvm;
  private final Broker broker;
  private final TestRegistry registry;
  private final EmbeddedS3 s3;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Service> services = new LinkedHashMap<>();
  private final int webhookPort = FreePorts.next();

  private AwfarProcesses(
      Workplace workplace, List<String> jvm, Broker broker, TestRegistry registry, EmbeddedS3 s3) {
    this.workplace = workplace;
    this.jvm = jvm;
    this.broker = broker;
    this.registry = registry;
    this.s3 = s3;
  }

  /// Starts all and returns when all are ready.
  ///
  /// @throws IOException if one of them does not start
  static AwfarProcesses start(
      Workplace workplace, Postgres postgres, String database, List<String> jvm)
      throws IOException, InterruptedException {
    AwfarProcesses processes =
        new AwfarProcesses(
            workplace,
            jvm,
            // Its own topics: what an earlier round sent would be known.
            Broker.start(workplace.newFolder("broker")),
            TestRegistry.start(),
            EmbeddedS3.start(workplace.newFolder("s3"), FreePorts.next(), S3_KEY, S3_SECRET));
    try {
      processes.environment.putAll(postgres.environment(database));
      processes.startServices();
      return processes;
    } catch (IOException | InterruptedException | RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  int webhookPort() {
    return webhookPort;
  }

  /// CPU seconds of each process so far.
  Map<String, Double> cpuSeconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    services.forEach((module, service) -> seconds.put(module, service.cpuSeconds()));
    seconds.put("broker", broker.cpuSeconds());
    return seconds;
  }

  /// Follows the clean messages from now on.
  Subscriber subscriber(Moments seen) {
    return Subscriber.start(broker.bootstrapServers(), registry.baseUrl(), seen);
  }

  @Override
  public void close() throws IOException {
    for (Service service : services.values()) {
      service.close();
    }
    s3.close();
    registry.close();
    broker.close();
  }

  private void startServices() throws IOException, InterruptedException {
    environment.put("AWFAR_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    environment.put("AWFAR_KAFKA_REPLICATION_FACTOR", "1");
    environment.put("AWFAR_SCHEMA_REGISTRY_URL", registry.baseUrl());
    environment.put("AWFAR_S3_ENDPOINT", s3.endpoint().toString());
    environment.put("AWFAR_S3_ACCESS_KEY", S3_KEY);
    environment.put("AWFAR_S3_SECRET_KEY", S3_SECRET);
    environment.put("AWFAR_WHATSAPP_APP_SECRET", Webhooks.APP_SECRET);
    environment.put("AWFAR_WHATSAPP_VERIFY_TOKEN", "bench");
    environment.put("AWFAR_WHATSAPP_ACCESS_TOKEN", "bench");
    environment.put("AWFAR_INGEST_PORT", Integer.toString(webhookPort));
    environment.put("AWFAR_MEDIA_PORT", Integer.toString(FreePorts.next()));
    environment.put("AWFAR_GATEWAY_PORT", Integer.toString(FreePorts.next()));
    environment.put("AWFAR_GATEWAY_LIMITS", "off");
    environment.put("AWFAR_MEDIA_SPOOL_FOLDER", workplace.newFolder("spool").toString());
    // The gateway reads the tables that persistence-service makes.
    start("persistence-service", "AWFAR_PERSISTENCE_MANAGEMENT_PORT").awaitReady();
    start("dedup-stream", "AWFAR_DEDUP_MANAGEMENT_PORT");
    start("media-service", "AWFAR_MEDIA_MANAGEMENT_PORT");
    start("gateway-service", "AWFAR_GATEWAY_MANAGEMENT_PORT");
    start("ingest-service", "AWFAR_INGEST_MANAGEMENT_PORT");
    for (Service service : services.values()) {
      var unused = service.awaitReady();
    }
  }

  private Service start(String module, String managementPortVariable) throws IOException {
    int port = FreePorts.next();
    environment.put(managementPortVariable, Integer.toString(port));
    Service service =
        Service.start(workplace.root(), module, jvm, environment, port, workplace.folder());
    services.put(module, service);
    return service;
  }
}
