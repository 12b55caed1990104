package io.awfar.bench.persist;

import static java.util.stream.Collectors.toMap;

import io.awfar.bench.setup.NewTopics;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.StringSerializer;

/// The topics that all contenders read, and how far each has come: by the offsets that it commits
/// once its rows are.
final class Source {

  private static final Duration LEAVE_MAX = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  /// The most that a broker grants: a contender has to start and to warm up meanwhile.
  private static final Duration WITHHELD_MAX = Duration.ofMinutes(15);

  private final Admin admin;
  private final Map<String, Object> client;

  /// Where the statuses of now begin and end in each partition, as offsets. What was removed before
  /// them took offsets, and so does the end of a transaction behind them.
  private Map<TopicPartition, Long> statusFirsts = Map.of();

  private Map<TopicPartition, Long> statusEnds = Map.of();

  Source(Admin admin, String bootstrapServers, String registryUrl) {
    this.admin = admin;
    this.client =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "schema.registry.url",
            registryUrl,
            "linger.ms",
            20,
            "batch.size",
            128 << 10);
  }

  /// Makes the two topics.
  void makeTopics() throws ExecutionException, InterruptedException {
    NewTopics.make(admin, Topics.MESSAGES.newTopic((short) 1), Topics.STATUSES.newTopic((short) 1));
  }

  /// Appends messages of these numbers, the first included and the last not.
  void appendMessages(SampleEvents events, long first, long last) {
    append(Topics.MESSAGES, first, last, number -> events.message(number));
  }

  /// Removes all statuses and appends as many others: the next contender finds what the one before
  /// found.
  ///
  /// @param now so many are there for everybody
  /// @param all those after them, up to so many, are there once they are released
  Withheld renewStatuses(SampleEvents events, long now, long all)
      throws ExecutionException, InterruptedException {
    admin
        .deleteRecords(
            statusPartitions()
                .collect(toMap(Function.identity(), _ -> RecordsToDelete.beforeOffset(-1))))
        .all()
        .get();
    statusFirsts = statusOffsets(OffsetSpec.earliest());
    append(Topics.STATUSES, 0, now, number -> events.status(number));
    Map<String, Object> transactional = new HashMap<>(client);
    transactional.put("transactional.id", "withheld");
    transactional.put("transaction.timeout.ms", (int) WITHHELD_MAX.toMillis());
    KafkaProducer<String, MessageStatus> producer = producer(transactional);
    producer.initTransactions();
    producer.beginTransaction();
    append(producer, Topics.STATUSES, now, all, number -> events.status(number));
    statusEnds = statusOffsets(OffsetSpec.latest());
    return new Withheld(producer);
  }

  /// What the groups whose names begin so have committed.
  Rows done(String groupPrefix) throws ExecutionException, InterruptedException {
    Map<String, Long> done = new HashMap<>();
    for (String group : groups(groupPrefix)) {
      try {
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get()
            .forEach((partition, offset) -> {
              if (offset != null) {
                done.merge(partition.topic(), doneIn(partition, offset.offset()), Long::sum);
              }
            });
      } catch (ExecutionException e) {
        // Made between the list and the look.
        if (!(e.getCause() instanceof GroupIdNotFoundException)) {
          throw e;
        }
      }
    }
    return new Rows(
        done.getOrDefault(Topics.MESSAGES.name(), 0L),
        done.getOrDefault(Topics.STATUSES.name(), 0L));
  }

  private long doneIn(TopicPartition partition, long committed) {
    return Math.min(committed, statusEnds.getOrDefault(partition, Long.MAX_VALUE))
        - statusFirsts.getOrDefault(partition, 0L);
  }

  private Map<TopicPartition, Long> statusOffsets(OffsetSpec spec)
      throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(statusPartitions().collect(toMap(Function.identity(), _ -> spec)))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static Stream<TopicPartition> statusPartitions() {
    return IntStream.range(0, Topics.STATUSES.newTopic((short) 1).numPartitions())
        .mapToObj(partition -> new TopicPartition(Topics.STATUSES.name(), partition));
  }

  /// Lets the next one of that name begin at the beginning.
  void forget(String groupPrefix) throws ExecutionException, InterruptedException {
    Instant deadline = Instant.now().plus(LEAVE_MAX);
    while (true) {
      try {
        admin.deleteConsumerGroups(groups(groupPrefix)).all().get();
        return;
      } catch (ExecutionException e) {
        // Who was killed is a member until its session ends.
        if (!(e.getCause() instanceof GroupNotEmptyException) || Instant.now().isAfter(deadline)) {
          throw e;
        }
        Thread.sleep(POLL);
      }
    }
  }

  private Collection<String> groups(String prefix) throws ExecutionException, InterruptedException {
    return admin.listGroups().all().get().stream()
        .map(group -> group.groupId())
        .filter(group -> group.startsWith(prefix))
        .collect(Collectors.toSet());
  }

  private <V extends SpecificRecord> KafkaProducer<String, V> producer(
      Map<String, Object> properties) {
    AvroSerializer<V> serializer = new AvroSerializer<>();
    serializer.configure(properties, false);
    return new KafkaProducer<>(properties, new StringSerializer(), serializer);
  }

  private <V extends SpecificRecord> void append(
      Topic<V> topic, long first, long last, LongFunction<V> record) {
    try (KafkaProducer<String, V> producer = producer(client)) {
      append(producer, topic, first, last, record);
    }
  }

  private static <V extends SpecificRecord> void append(
      KafkaProducer<String, V> producer,
      Topic<V> topic,
      long first,
      long last,
      LongFunction<V> record) {
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    for (long i = first; i < last; i++) {
      V value = record.apply(i);
      var unused =
          producer.send(
              new ProducerRecord<>(topic.name(), chat(value), value),
              (_, e) -> {
                if (e != null) {
                  failures.add(e);
                }
              });
    }
    producer.flush();
    // Contenders would wait for ever for what is not there.
    if (!failures.isEmpty()) {
      throw new IllegalStateException("Not all records were appended", failures.peek());
    }
  }

  private static String chat(SpecificRecord value) {
    return value.get(value.getSchema().getField("waChatId").pos()).toString();
  }
}
