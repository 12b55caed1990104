package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@Timeout(240)
class FullMemoryIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Many more than a megabyte remembers.
  private static final int EVENTS = 40_000;

  private static final int LATER = 100;
  private static final String ENOUGH = "64MB";
  private static final String LESS_THAN_A_PARTITION_NEEDS = "64KB";

  @TempDir Path folder;
  private final int port = FreePorts.next();
  private final ManagementPort management = new ManagementPort(port);

  @Test
  void whenTheMemoryIsFullTheStreamWaitsWithAllItKnowsAndGoesOnWithMore() throws IOException {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(folder.resolve("kafka"), FreePorts.next(), FreePorts.next());
        TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl());
        CleanTopics clean = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl())) {
      long received;
      try (var service = start(kafka, registry, "1MB")) {
        await().atMost(PATIENCE).until(management::isReady);
        raw.sendTexts(0, EVENTS);
        await().atMost(PATIENCE).until(this::isFull);
        assertThat(management.isReady()).isFalse();
        assertThat(management.isLive()).isTrue();
        assertThat(management.metric("awfar_dedup_seen_bytes")).isBetween(900_000L, 1L << 20);

        received = awaitRest(clean);
        // What comes in now stays in the raw topic, and nothing that is known is let go of.
        raw.sendTexts(0, LATER);
        raw.sendTexts(EVENTS, EVENTS + LATER);
        assertThat(awaitRest(clean)).isEqualTo(received).isBetween(10_000L, EVENTS - 1L);
        assertThat(management.metric("awfar_dedup_seen_events")).isEqualTo(received);
        assertThat(threadReplacements()).isZero();
      }

      try (var service = start(kafka, registry, ENOUGH)) {
        assertAllCameOutOnce(clean);
      }
    }
  }

  @Test
  void aRestartWithLessMemoryThanWhatIsKnownTakesWaitsAliveAndGoesOnWithMore() throws IOException {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(folder.resolve("kafka"), FreePorts.next(), FreePorts.next());
        TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl());
        CleanTopics clean = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl())) {
      try (var service = start(kafka, registry, ENOUGH)) {
        await().atMost(PATIENCE).until(management::isReady);
        raw.sendTexts(0, EVENTS);
        awaitCounts(new ManagementPort.Counts(EVENTS, EVENTS, 0, 0));
        await().atMost(PATIENCE).until(() -> clean.poll() == EVENTS);
      }

      try (var service = start(kafka, registry, LESS_THAN_A_PARTITION_NEEDS)) {
        // Full for as long as it waits; or what is read at once takes more than all, again and
        // again.
        await().atMost(PATIENCE).until(() -> isFull() || threadReplacements() > 0);
        raw.sendTexts(0, LATER);
        raw.sendTexts(EVENTS, EVENTS + LATER);
        await()
            .during(Duration.ofSeconds(5))
            .atMost(PATIENCE)
            .until(() -> !management.isReady() && management.isLive() && clean.poll() == EVENTS);
      }

      try (var service = start(kafka, registry, ENOUGH)) {
        assertAllCameOutOnce(clean);
      }
    }
  }

  /// Of those of later, half were new.
  private void assertAllCameOutOnce(CleanTopics clean) {
    int unique = EVENTS + LATER;
    awaitCounts(new ManagementPort.Counts(unique + LATER, unique, LATER, 0));
    await().atMost(PATIENCE).until(management::isReady);
    assertThat(isFull()).isFalse();
    await().atMost(PATIENCE).until(() -> clean.poll() >= unique);
    clean.drain();
    assertThat(clean.values(Topics.MESSAGES))
        .extracting(Message::getWaMessageId)
        .doesNotHaveDuplicates()
        .hasSize(unique);
  }

  private void awaitCounts(ManagementPort.Counts counts) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(management.counts()).isEqualTo(counts));
  }

  private long threadReplacements() {
    return management.metric("awfar_dedup_thread_replacements_total");
  }

  private boolean isFull() {
    return management.metric("awfar_dedup_seen_full") == 1;
  }

  /// How many events were received when everything received is committed and nothing more comes.
  private long awaitRest(CleanTopics clean) {
    await()
        .during(Duration.ofSeconds(2))
        .atMost(PATIENCE)
        .until(() -> clean.poll() == management.counts().published());
    return management.counts().received();
  }

  private ConfigurableApplicationContext start(
      EmbeddedKafka kafka, TestRegistry registry, String seenMemory) {
    String[] arguments = ServiceArguments.of(kafka.bootstrapServers(), registry.baseUrl(), port);
    return DedupStream.application()
        .run(
            Stream.concat(
                    Arrays.stream(arguments), Stream.of("--awfar.dedup.seen-memory=" + seenMemory))
                .toArray(String[]::new));
  }
}
