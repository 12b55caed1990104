package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OutageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path folder;

  @Test
  void aRegistryThatRefusesUsIsWaitedForAndNothingIsQuarantined() throws IOException {
    int port = FreePorts.next();
    int registryPort = FreePorts.next();
    String registryUrl = "http://127.0.0.1:" + registryPort;
    ManagementPort management = new ManagementPort(port);
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(folder.resolve("kafka"), FreePorts.next(), FreePorts.next())) {
      try (var service =
          DedupStream.application()
              .run(ServiceArguments.of(kafka.bootstrapServers(), registryUrl, port))) {
        await().atMost(PATIENCE).until(management::isReady);
        HttpServer refusing;
        try (TestRegistry registry = TestRegistry.start(registryPort);
            RawTopic raw = new RawTopic(kafka.bootstrapServers(), registryUrl)) {
          // Encoded while the registry was a good one, decoded when it refuses everybody.
          raw.encode(Payloads.rawEvent("message-text"));
          registry.close();
          refusing = refusing(registryPort);
          raw.send("1", Payloads.rawEvent("message-text"));
        }
        await().atMost(PATIENCE).until(() -> !management.isReady());
        assertThat(management.isLive()).isTrue();
        refusing.stop(0);

        try (TestRegistry registry = TestRegistry.start(registryPort);
            RawTopic raw = new RawTopic(kafka.bootstrapServers(), registryUrl)) {
          raw.encode(Payloads.rawEvent("message-text"));
          await()
              .atMost(PATIENCE)
              .until(() ->
                  management.counts().equals(new ManagementPort.Counts(1, 1, 0, 0))
                      && management.isReady());
        }
      }
    }
  }

  @Test
  void brokerAndRegistryMayComeLateAndNothingIsQuarantinedMeanwhile() throws IOException {
    int port = FreePorts.next();
    int kafkaPort = FreePorts.next();
    int controllerPort = FreePorts.next();
    int registryPort = FreePorts.next();
    String bootstrapServers = "127.0.0.1:" + kafkaPort;
    String registryUrl = "http://127.0.0.1:" + registryPort;
    ManagementPort management = new ManagementPort(port);

    try (var service =
        DedupStream.application().run(ServiceArguments.of(bootstrapServers, registryUrl, port))) {
      assertThat(management.isLive()).isTrue();
      assertThat(management.isReady()).isFalse();

      try (EmbeddedKafka kafka =
          EmbeddedKafka.start(folder.resolve("kafka"), kafkaPort, controllerPort)) {
        await().atMost(PATIENCE).until(management::isReady);

        // The event is encoded with a registry that is gone when the service wants to decode it.
        try (TestRegistry registry = TestRegistry.start(registryPort);
            RawTopic raw = new RawTopic(bootstrapServers, registryUrl)) {
          raw.encode(Payloads.rawEvent("message-text"));
          registry.close();
          raw.send("1", Payloads.rawEvent("message-text"));
        }
        await().atMost(PATIENCE).until(() -> !management.isReady());
        assertThat(management.isLive()).isTrue();

        try (TestRegistry registry = TestRegistry.start(registryPort);
            RawTopic raw = new RawTopic(bootstrapServers, registryUrl)) {
          raw.send("1", Payloads.rawEvent("message-image"));
          raw.flush();
          await()
              .atMost(PATIENCE)
              .until(() ->
                  management.counts().equals(new ManagementPort.Counts(2, 2, 0, 0))
                      && management.isReady());
          try (CleanTopics clean = new CleanTopics(bootstrapServers, registryUrl)) {
            await().atMost(PATIENCE).until(() -> clean.poll() == 2);
            clean.drain();
            assertThat(clean.records(Topics.MESSAGES)).hasSize(2);
            assertThat(clean.records(Topics.DEAD_LETTERS)).isEmpty();
          }
        }
      }
      await().atMost(PATIENCE).until(() -> !management.isReady());
      assertThat(management.isLive()).isTrue();
    }
  }

  private static HttpServer refusing(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
