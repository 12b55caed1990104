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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several instances of the service, each with copies of the others' memory.
@Timeout(240)
class InstancesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// The session time-out of the tests, and what a rebalance takes on a busy machine.
  private static final Duration TAKE_OVER_MAX = Duration.ofSeconds(6 + 14);

  private static final int EVENTS = 3_000;

  private static final Map<String, String> ABORT_SOON =
      Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");

  @TempDir Path folder;

  @Test
  void instancesShareTheWorkAndAStandbyTakesOverFromAKilledOneWithWhatItRemembered()
      throws IOException {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(
                folder.resolve("kafka"), FreePorts.next(), FreePorts.next(), ABORT_SOON);
        TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl());
        Instance a = new Instance("a", kafka, registry);
        Instance b = new Instance("b", kafka, registry)) {
      await().atMost(PATIENCE).until(() -> a.isReady() && b.isReady());
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            send(raw, 0, EVENTS);
            assertThat(a.remembered()).as("remembered by a").isEqualTo(EVENTS);
            assertThat(b.remembered()).as("remembered by b").isEqualTo(EVENTS);
            assertThat(a.published()).as("published by a").isBetween(1L, EVENTS - 1L);
            assertThat(a.published() + b.published()).isEqualTo(EVENTS);
          });

      a.kill();
      Instant killed = Instant.now();
      // What a published must be known to b; half of what follows is new.
      send(raw, EVENTS / 2, EVENTS * 3 / 2);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(b.published()).isEqualTo(EVENTS * 3 / 2));
      assertThat(Duration.between(killed, Instant.now())).isLessThan(TAKE_OVER_MAX);

      try (CleanTopics clean = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl())) {
        await().atMost(PATIENCE).until(() -> clean.poll() >= EVENTS * 3 / 2);
        clean.drain();
        assertThat(clean.values(Topics.MESSAGES))
            .extracting(Message::getWaMessageId)
            .doesNotHaveDuplicates()
            .hasSize(EVENTS * 3 / 2);
      }
    }
  }

  /// Repeats are welcome: they are what must not come out twice.
  private static void send(RawTopic raw, int from, int to) {
    Instant now = Instant.now();
    IntStream.range(from, to)
        .forEach(i -> raw.send("4930" + i % 500, Payloads.text("wamid." + i, now)));
    raw.flush();
  }

  private final class Instance implements AutoCloseable {

    private final List<ServiceProcess> process = new ArrayList<>();
    private final ManagementPort management;

    Instance(String id, EmbeddedKafka kafka, TestRegistry registry) throws IOException {
      int port = FreePorts.next();
      management = new ManagementPort(port);
      process.add(
          ServiceProcess.start(
              Path.of("target", "instance-" + id + ".log"),
              ServiceArguments.of(
                  kafka.bootstrapServers(), registry.baseUrl(), folder.resolve(id), port, id, 1)));
    }

    boolean isReady() {
      return management.isReady();
    }

    long published() {
      return management.counts().published();
    }

    long remembered() {
      return management.metric("awfar_dedup_seen_events");
    }

    void kill() {
      process.getFirst().kill();
    }

    @Override
    public void close() {
      kill();
    }
  }
}
