package io.awfar.gateway.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.KeyPartition;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each test has a key in a partition of its own, on a broker that nobody else writes to.
class SendLagTest {

  private static final Duration TIME_MAX = Duration.ofSeconds(20);

  /// Of what nobody will ever commit.
  private static final Duration MISSING_TIME = Duration.ofSeconds(1);

  private static final int PARTITIONS = 20;
  private static final Duration WRITES_DELAY = Duration.ofMillis(20);
  private static final int WRITES_BEHIND = 8;
  private static final String DEDUP = "dedup-stream";
  private static final String PERSISTENCE = "persistence-service." + Topics.MESSAGES.name();

  private static EmbeddedKafka kafka;
  private static Admin admin;
  private static KafkaProducer<String, String> plain;
  private static int tests;

  private String key;
  private TopicPartition raw;
  private TopicPartition messages;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    kafka = EmbeddedKafka.start(folder, FreePorts.next(), FreePorts.next());
    admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    admin
        .createTopics(
            Stream.of(Topics.RAW_EVENTS, Topics.MESSAGES)
                .map(topic -> new NewTopic(topic.name(), PARTITIONS, (short) 1))
                .toList())
        .all()
        .get();
    plain = producer(Map.of());
  }

  @AfterAll
  static void stop() {
    plain.close();
    admin.close();
    kafka.close();
  }

  @BeforeEach
  void chooseAPartition() {
    int partition = tests++;
    key =
        IntStream.range(0, Integer.MAX_VALUE)
            .mapToObj(n -> "7|" + n)
            .filter(candidate -> partition(candidate) == partition)
            .findFirst()
            .orElseThrow();
    raw = new TopicPartition(Topics.RAW_EVENTS.name(), partition);
    messages = new TopicPartition(Topics.MESSAGES.name(), partition);
  }

  @Test
  void whereNothingWasEverWrittenNothingIsMissing() {
    assertThat(isNone()).isTrue();
  }

  @Test
  void whatBothHaveReadIsNotMissing() throws Exception {
    commit(DEDUP, raw, write(Topics.RAW_EVENTS) + 1);
    commit(PERSISTENCE, messages, write(Topics.MESSAGES) + 1);

    assertThat(isNone()).isTrue();
  }

  @Test
  void whatHasNotBeenDeduplicatedYetIsMissing() throws Exception {
    commit(DEDUP, raw, write(Topics.RAW_EVENTS) + 1);
    write(Topics.RAW_EVENTS);

    assertIsMissing();
  }

  @Test
  void whatIsNotInTheDatabaseYetIsMissing() throws Exception {
    commit(PERSISTENCE, messages, write(Topics.MESSAGES) + 1);
    write(Topics.MESSAGES);

    assertIsMissing();
  }

  @Test
  void whatNobodyHasEverCommittedIsMissing() throws Exception {
    write(Topics.MESSAGES);

    assertIsMissing();
  }

  @Test
  void whileMoreKeepsComingInWhatIsOnItsWayIsWaitedFor() throws Exception {
    Queue<Long> written = new ArrayDeque<>(List.of(write(Topics.MESSAGES) + 1));
    try (var traffic = Executors.newSingleThreadScheduledExecutor()) {
      long delay = WRITES_DELAY.toMillis();
      var unused =
          traffic.scheduleAtFixedRate(
              () -> writeAndCommitBehind(written), delay, delay, TimeUnit.MILLISECONDS);

      assertThat(isNone()).isTrue();
    }
  }

  private void writeAndCommitBehind(Queue<Long> written) {
    try {
      written.add(write(Topics.MESSAGES) + 1);
      if (written.size() > WRITES_BEHIND) {
        commit(PERSISTENCE, messages, written.remove());
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsPassedOnWhileItIsWaitedForIsMissingInTheDatabase() throws Exception {
    long next = write(Topics.RAW_EVENTS) + 1;
    try (var dedup = Executors.newSingleThreadScheduledExecutor()) {
      Future<Long> passedOn =
          dedup.schedule(
              () -> {
                long offset = write(Topics.MESSAGES);
                commit(DEDUP, raw, next);
                return offset;
              },
              WRITES_DELAY.toMillis(),
              TimeUnit.MILLISECONDS);

      assertIsMissing();
      assertThat(passedOn.get()).isNotNegative();
    }
  }

  @Test
  void aTransactionsMarkIsNothingThatIsMissing() throws Exception {
    try (var producer = transactional()) {
      producer.beginTransaction();
      long offset = write(producer, Topics.MESSAGES);
      producer.commitTransaction();
      // Behind the record, where the mark of its transaction stands.
      commit(PERSISTENCE, messages, offset + 1);
    }

    assertThat(isNone()).isTrue();
  }

  @Test
  void aRecordInATransactionIsMissingWithItsMark() throws Exception {
    try (var producer = transactional()) {
      producer.beginTransaction();
      commit(PERSISTENCE, messages, write(producer, Topics.MESSAGES) + 1);
      producer.commitTransaction();
      producer.beginTransaction();
      write(producer, Topics.MESSAGES);
      producer.commitTransaction();
    }

    assertIsMissing();
  }

  @Test
  void whatATransactionThatFailedHadWrittenIsNotMissing() throws Exception {
    commit(PERSISTENCE, messages, write(Topics.MESSAGES) + 1);
    try (var producer = transactional()) {
      producer.beginTransaction();
      write(producer, Topics.MESSAGES);
      producer.abortTransaction();
    }

    assertThat(isNone()).isTrue();
  }

  @Test
  void whatStandsInAnOpenTransactionMayBeMissing() throws Exception {
    try (var producer = transactional()) {
      producer.beginTransaction();
      write(producer, Topics.MESSAGES);

      assertIsMissing();
      producer.abortTransaction();
    }
  }

  @Test
  void ofAnotherPartitionNothingIsAsked() throws Exception {
    // No test's own: they begin at the first.
    int other = PARTITIONS - 1;
    plain.send(new ProducerRecord<>(Topics.MESSAGES.name(), other, "k", "v")).get();

    assertThat(isNone()).isTrue();
  }

  @Test
  void whereNobodyAnswersItIsNotKnown() throws Exception {
    String nobody = "127.0.0.1:" + FreePorts.next();
    Duration soon = Duration.ofMillis(300);
    try (ReadLag lag =
        new ReadLag(
            Admin.create(Map.of("bootstrap.servers", nobody)),
            new TopicGaps(Map.of("bootstrap.servers", nobody), soon),
            DEDUP,
            soon)) {
      assertThat(lag.isNone(Topics.MESSAGES, Set.of(key)).block(TIME_MAX)).isFalse();
    }
  }

  private void assertIsMissing() {
    assertThat(isNone(MISSING_TIME)).isFalse();
  }

  private boolean isNone() {
    return isNone(TIME_MAX);
  }

  private boolean isNone(Duration timeMax) {
    Map<String, Object> configs = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (ReadLag lag =
        new ReadLag(
            Admin.create(configs), new TopicGaps(configs, Duration.ofSeconds(2)), DEDUP, timeMax)) {
      return lag.isNone(Topics.MESSAGES, Set.of(key)).block(TIME_MAX.multipliedBy(2));
    }
  }

  private long write(Topic<?> topic) throws Exception {
    return write(plain, topic);
  }

  private long write(KafkaProducer<String, String> producer, Topic<?> topic) throws Exception {
    RecordMetadata where = producer.send(new ProducerRecord<>(topic.name(), key, "v")).get();
    assertThat(where.partition()).isEqualTo(raw.partition());
    return where.offset();
  }

  private static void commit(String group, TopicPartition partition, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private static int partition(String key) {
    return KeyPartition.of(key, PARTITIONS);
  }

  private static KafkaProducer<String, String> transactional() {
    var producer = producer(Map.of("transactional.id", UUID.randomUUID().toString()));
    producer.initTransactions();
    return producer;
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> configs = new HashMap<>(more);
    configs.put("bootstrap.servers", kafka.bootstrapServers());
    return new KafkaProducer<>(configs, new StringSerializer(), new StringSerializer());
  }
}
