package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.dedup.seen.SeenEventsTopic;
import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.testservers.TestRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(120)
class ChangedMemoryIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int EVENTS = 300;

  @TempDir Path folder;
  private final int port = FreePorts.next();
  private final ManagementPort management = new ManagementPort(port);
  private final Instant receivedAt = Instant.now();

  @Test
  void aRestartWithAnotherMemoryKnowsTheEventsAndKeepsThemAsLong() throws Exception {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(folder.resolve("kafka"), FreePorts.next(), FreePorts.next());
        TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl())) {
      try (var service = start(kafka, registry, "8d")) {
        send(raw);
        awaitCounts(EVENTS, EVENTS, 0);
      }
      try (var service = start(kafka, registry, "7d")) {
        send(raw);
        awaitCounts(2 * EVENTS, EVENTS, EVENTS);
      }
      assertThat(retention(kafka)).isEqualTo(Duration.ofDays(8 + 1 + 7));
      try (var service = start(kafka, registry, "16d")) {
        send(raw);
        awaitCounts(3 * EVENTS, EVENTS, 2 * EVENTS);
      }
      assertThat(retention(kafka)).isEqualTo(Duration.ofDays(16 + 2 + 7));
    }
  }

  private void send(RawTopic raw) {
    await().atMost(PATIENCE).until(management::isReady);
    for (int i = 0; i < EVENTS; i++) {
      raw.send("4930" + i, Payloads.text("wamid." + i, receivedAt));
    }
    raw.flush();
  }

  private void awaitCounts(int received, int published, int duplicates) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(management.counts())
                .isEqualTo(new ManagementPort.Counts(received, published, duplicates, 0)));
  }

  private static Duration retention(EmbeddedKafka kafka) throws Exception {
    ConfigResource topic =
        new ConfigResource(
            ConfigResource.Type.TOPIC, new SeenEventsTopic("dedup-stream", Duration.ZERO).name());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Config settings =
          Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
      String millis = settings.get(TopicConfig.RETENTION_MS_CONFIG).value();
      return Duration.ofMillis(Long.parseLong(millis));
    }
  }

  private ConfigurableApplicationContext start(
      EmbeddedKafka kafka, TestRegistry registry, String memory) {
    String[] arguments = ServiceArguments.of(kafka.bootstrapServers(), registry.baseUrl(), port);
    return DedupStream.application()
        .run(
            Stream.concat(Arrays.stream(arguments), Stream.of("--awfar.dedup.memory=" + memory))
                .toArray(String[]::new));
  }
}
