package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(120)
class RestartIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;

  private final List<String> names = Payloads.names();

  @BeforeAll
  static void startBroker() throws IOException {
    // The payloads are older than topics are kept: without this the broker drops them in 30 s.
    Map<String, String> keeping = Map.of("log.initial.task.delay.ms", "3600000");
    kafka =
        EmbeddedKafka.start(folder.resolve("kafka"), FreePorts.next(), FreePorts.next(), keeping);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @Test
  void aRestartKnowsTheEventsAndCountsFromBefore() {
    int port = FreePorts.next();
    ManagementPort management = new ManagementPort(port);
    try (TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl())) {
      long n = names.size();
      try (var service = start(registry.baseUrl(), port)) {
        await().atMost(PATIENCE).until(management::isReady);
        sendAll(raw);
        sendAll(raw);
        raw.sendPoison(1);
        raw.send("1", Payloads.rawEvent(EventKind.UNKNOWN, "{}"));
        raw.flush();
        awaitCounts(management, 2 * n + 2, n, n, 2);
        assertThat(management.isLive()).isTrue();
        assertThat(management.metrics())
            .containsPattern("awfar_dedup_events\\{.*outcome=\"received\".*} " + (2 * n + 2));
      }
      assertThat(management.isLive()).isFalse();

      try (var service = start(registry.baseUrl(), port)) {
        sendAll(raw);
        raw.send("2", Payloads.text("wamid.after-the-restart", Payloads.RECEIVED_AT));
        raw.flush();
        awaitCounts(management, 3 * n + 3, n + 1, 2 * n, 2);
      }

      try (CleanTopics clean = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl())) {
        // The service was closed in order, so everything is committed.
        clean.drain();
        assertThat(clean.records(Topics.MESSAGES)).hasSize(count("message-") + 1);
        assertThat(clean.records(Topics.STATUSES)).hasSize(count("status-"));
        assertThat(clean.records(Topics.CHANNEL_EVENTS)).hasSize(count("event-"));
        assertThat(clean.values(Topics.DEAD_LETTERS))
            .extracting(DeadLetter::getReason)
            .containsExactlyInAnyOrder("undecodable", "unsupported-kind");
      }
    }
  }

  private void sendAll(RawTopic raw) {
    names.forEach(name -> raw.send("201001234567", Payloads.rawEvent(name)));
  }

  private int count(String prefix) {
    return (int) names.stream().filter(name -> name.startsWith(prefix)).count();
  }

  private static void awaitCounts(ManagementPort management, long... counts) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(management.counts())
                .isEqualTo(new ManagementPort.Counts(counts[0], counts[1], counts[2], counts[3])));
  }

  private static ConfigurableApplicationContext start(String registry, int port) {
    return DedupStream.application()
        .run(ServiceArguments.of(kafka.bootstrapServers(), registry, port));
  }
}
