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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Several instances of the service, each with copies of the others' memory.
@Timeout(300)
class InstancesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// Whether service and broker keep their own time-outs, which takes longer.
  private static final boolean OWN_TIMEOUTS = Boolean.getBoolean("awfar.test.own-timeouts");

  /// What noticing, the broker's abort of an open transaction and a rebalance take on a busy
  /// machine.
  private static final Duration TAKE_OVER_MAX = Duration.ofSeconds(OWN_TIMEOUTS ? 20 + 6 : 6 + 6);

  private static final int EVENTS = 3_000;
  private static final int PARTITIONS = Topics.MESSAGES.partitions();

  private static final Map<String, String> BROKER =
      OWN_TIMEOUTS
          ? Map.of()
          : Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200");

  @TempDir Path folder;

  @Test
  void instancesShareTheWorkAndTheOthersTakeOverFromAKilledOneWithWhatItRemembered()
      throws Exception {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(
                folder.resolve("kafka"), FreePorts.next(), FreePorts.next(), BROKER);
        TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl());
        CleanTopics clean = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl());
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

      try (Load load = new Load(raw, EVENTS);
          Instance c = new Instance("c", kafka, registry)) {
        // The third gets partitions of its own, and copies of others' memory.
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> {
              assertThat(List.of(a.published(), b.published(), c.published()))
                  .allMatch(published -> published > 0);
              assertThat(c.remembered()).isGreaterThan(c.published());
            });
        await().atMost(PATIENCE).until(() -> load.areKnownTwice(a, b, c));

        Instant killed = Instant.now();
        a.kill();
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> clean.poll() > 0 && partitionsWithEventsSince(killed, clean) == PARTITIONS);
        Duration takeOver = Duration.between(killed, Instant.now());
        System.out.printf(
            "All partitions go on %.1f s after the kill%n", takeOver.toMillis() / 1e3);
        assertThat(takeOver).isLessThan(TAKE_OVER_MAX);

        load.close();
        // What a published must be known to the others.
        send(raw, 0, EVENTS);
        int events = load.end();
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> assertThat(b.published() + c.published()).as("published").isEqualTo(events));

        await().atMost(PATIENCE).until(() -> clean.poll() >= events);
        clean.drain();
        assertThat(clean.values(Topics.MESSAGES))
            .extracting(Message::getWaMessageId)
            .doesNotHaveDuplicates()
            .hasSize(events);
      }
    }
  }

  /// Messages keep the time of receipt and, having the key of the raw event, its partition.
  private static long partitionsWithEventsSince(Instant since, CleanTopics clean) {
    return clean.records(Topics.MESSAGES).stream()
        .filter(message -> message.timestamp() > since.toEpochMilli())
        .map(ConsumerRecord::partition)
        .distinct()
        .count();
  }

  /// Repeats are welcome: they are what must not come out twice.
  private static void send(RawTopic raw, int from, int to) {
    Instant now = Instant.now();
    IntStream.range(from, to)
        .forEach(i -> raw.send("4930" + i % 500, Payloads.text("wamid." + i, now)));
    raw.flush();
  }

  /// New events all the time, each with one that was sent before.
  private static final class Load implements AutoCloseable {

    private static final int EVENTS_EACH = 100;

    private final AtomicInteger end;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    Load(RawTopic raw, int from) {
      end = new AtomicInteger(from);
      thread = Thread.ofPlatform().name("load").start(() -> run(raw));
    }

    /// How many events there are.
    int end() {
      return end.get();
    }

    /// Whether everything up to a moment ago is remembered by one instance and copied by another.
    boolean areKnownTwice(Instance... instances) {
      int sent = end();
      return Stream.of(instances).mapToLong(Instance::remembered).sum() >= 2L * sent;
    }

    @Override
    public void close() throws InterruptedException {
      closed.set(true);
      thread.join();
    }

    private void run(RawTopic raw) {
      while (!closed.get()) {
        int from = end.get();
        send(raw, from, from + EVENTS_EACH);
        end.addAndGet(EVENTS_EACH);
        send(raw, from - EVENTS_EACH, from);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private final class Instance implements AutoCloseable {

    private static final Pattern SHORT_TIMEOUT =
        Pattern.compile("session-timeout|transaction[.]timeout");

    private final List<ServiceProcess> process = new ArrayList<>();
    private final ManagementPort management;

    Instance(String id, EmbeddedKafka kafka, TestRegistry registry) throws IOException {
      int port = FreePorts.next();
      management = new ManagementPort(port);
      process.add(
          ServiceProcess.start(
              Path.of("target", "instance-" + id + ".log"),
              arguments(kafka.bootstrapServers(), registry.baseUrl(), port, id)));
    }

    private static String[] arguments(String kafka, String registry, int port, String id) {
      return Stream.of(ServiceArguments.of(kafka, registry, port, id, 1))
          .filter(argument -> !OWN_TIMEOUTS || !SHORT_TIMEOUT.matcher(argument).find())
          .toArray(String[]::new);
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
