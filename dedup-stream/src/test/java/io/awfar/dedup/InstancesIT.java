package io.awfar.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.dedup.seen.SeenEventsTopic;
import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.ServiceProcess;
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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
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
  private static final String GROUP = "dedup-stream";

  /// Partitions that have anything in their changelogs go to who has a copy.
  private static final String ONLY_WITH_A_COPY =
      "--spring.kafka.streams.properties.[acceptable.recovery.lag]=0";

  /// So long that reading one of them shows. A commit is a record and the end of a transaction.
  private static final long CHANGELOG_OFFSETS = 300;

  private static final long OFFSETS_A_COMMIT = 2;

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
            raw.sendTexts(0, EVENTS);
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
        awaitKnownTwice(load, a, b, c);

        Instant killed = Instant.now();
        a.kill();
        awaitTakeOver(killed, clean);

        load.close();
        assertEachComesOutOnce(load.end(), raw, clean, b, c);
      }
    }
  }

  @Test
  void whoHasACopyTakesOverWithoutReadingTheChangelogAndGoesOn() throws Exception {
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(
                folder.resolve("kafka"), FreePorts.next(), FreePorts.next(), BROKER);
        TestRegistry registry = TestRegistry.start();
        RawTopic raw = new RawTopic(kafka.bootstrapServers(), registry.baseUrl());
        CleanTopics clean = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl());
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        Instance a = new Instance("a", kafka, registry, ONLY_WITH_A_COPY);
        Instance b = new Instance("b", kafka, registry, ONLY_WITH_A_COPY);
        Instance c = new Instance("c", kafka, registry, ONLY_WITH_A_COPY)) {
      await().atMost(PATIENCE).until(() -> a.isReady() && b.isReady() && c.isReady());
      // While there is nothing to copy, each gets its share.
      await().atMost(PATIENCE).until(() -> membersWithPartitions(admin) == 3);
      raw.sendTexts(0, EVENTS);

      try (Load load = new Load(raw, EVENTS)) {
        await()
            .atMost(PATIENCE.multipliedBy(2))
            .until(() -> shortestChangelog(admin) >= CHANGELOG_OFFSETS);
        awaitKnownTwice(load, a, b, c);
        assertThat(List.of(a.published(), b.published(), c.published()))
            .allMatch(published -> published > 0);
        long recordsOfOneChangelog = shortestChangelog(admin) / OFFSETS_A_COMMIT;
        long restoredBefore = b.restored() + c.restored();

        Instant killed = Instant.now();
        a.kill();
        awaitTakeOver(killed, clean);
        long restored = b.restored() + c.restored() - restoredBefore;
        System.out.printf(
            "The heirs read %d records; one changelog has %d or more%n",
            restored, recordsOfOneChangelog);
        assertThat(restored).isLessThan(recordsOfOneChangelog);

        // What they have inherited is counted already: this is new.
        long ofB = b.published();
        long ofC = c.published();
        await().atMost(PATIENCE).until(() -> b.published() > ofB && c.published() > ofC);

        load.close();
        assertEachComesOutOnce(load.end(), raw, clean, b, c);
      }
    }
  }

  /// Everything up to now is remembered by one instance and copied by another.
  private static void awaitKnownTwice(Load load, Instance... instances) {
    int sent = load.end();
    await()
        .atMost(PATIENCE)
        .until(() -> Stream.of(instances).mapToLong(Instance::remembered).sum() >= 2L * sent);
  }

  private static void awaitTakeOver(Instant killed, CleanTopics clean) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> clean.poll() > 0 && partitionsWithEventsSince(killed, clean) == PARTITIONS);
    Duration takeOver = Duration.between(killed, Instant.now());
    System.out.printf("All partitions go on %.1f s after the kill%n", takeOver.toMillis() / 1e3);
    assertThat(takeOver).isLessThan(TAKE_OVER_MAX);
  }

  /// What the killed one published must be known to the others.
  private static void assertEachComesOutOnce(
      int events, RawTopic raw, CleanTopics clean, Instance b, Instance c) {
    raw.sendTexts(0, EVENTS);
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

  private static long membersWithPartitions(Admin admin) throws Exception {
    return admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP).members().stream()
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .count();
  }

  /// The end of the shortest changelog of seen events, each of which begins at 0.
  private static long shortestChangelog(Admin admin) throws Exception {
    String topic = new SeenEventsTopic(GROUP, Duration.ZERO).name();
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .min()
        .orElseThrow();
  }

  /// Messages keep the time of receipt and, having the key of the raw event, its partition.
  private static long partitionsWithEventsSince(Instant since, CleanTopics clean) {
    return clean.records(Topics.MESSAGES).stream()
        .filter(message -> message.timestamp() > since.toEpochMilli())
        .map(ConsumerRecord::partition)
        .distinct()
        .count();
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

    @Override
    public void close() throws InterruptedException {
      closed.set(true);
      thread.join();
    }

    private void run(RawTopic raw) {
      while (!closed.get()) {
        int from = end.get();
        raw.sendTexts(from, from + EVENTS_EACH);
        end.addAndGet(EVENTS_EACH);
        raw.sendTexts(from - EVENTS_EACH, from);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private final class Instance implements AutoCloseable {

    private static final Pattern SHORT_TIMEOUT =
        Pattern.compile("session-timeout|transaction[.]timeout");

    private final List<ServiceProcess> process = new ArrayList<>();
    private final ManagementPort management;

    Instance(String id, EmbeddedKafka kafka, TestRegistry registry, String... more)
        throws IOException {
      int port = FreePorts.next();
      management = new ManagementPort(port);
      process.add(
          ServiceProcess.start(
              DedupStream.class,
              Path.of("target", "instance-" + id + ".log"),
              arguments(kafka.bootstrapServers(), registry.baseUrl(), port, id, more)));
    }

    private static String[] arguments(
        String kafka, String registry, int port, String id, String... more) {
      Stream<String> usual =
          Stream.of(ServiceArguments.of(kafka, registry, port, id, 1))
              .filter(argument -> !OWN_TIMEOUTS || !SHORT_TIMEOUT.matcher(argument).find());
      return Stream.concat(usual, Stream.of(more)).toArray(String[]::new);
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

    /// Records of changelogs that partitions read before they went on here.
    long restored() {
      return management.metric("awfar_dedup_restored_records_total");
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
