package io.awfar.bench.persist;

import io.awfar.bench.setup.NewTopics;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.StringSerializer;

/// The topics that all contenders read, and how far each has come: by the offsets that it commits
/// once its rows are.
final class Source {

  private static final Duration LEAVE_MAX = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Admin admin;
  private final Map<String, Object> client;

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

  /// Appends statuses of these numbers, the first included and the last not.
  void appendStatuses(SampleEvents events, long first, long last) {
    append(Topics.STATUSES, first, last, number -> events.status(number));
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
                done.merge(partition.topic(), offset.offset(), Long::sum);
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

  private <V extends SpecificRecord> void append(
      Topic<V> topic, long first, long last, LongFunction<V> record) {
    AvroSerializer<V> serializer = new AvroSerializer<>();
    serializer.configure(client, false);
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    try (KafkaProducer<String, V> producer =
        new KafkaProducer<>(client, new StringSerializer(), serializer)) {
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
    }
    // Contenders would wait for ever for what is not there.
    if (!failures.isEmpty()) {
      throw new IllegalStateException("Not all records were appended", failures.peek());
    }
  }

  private static String chat(SpecificRecord value) {
    return value.get(value.getSchema().getField("waChatId").pos()).toString();
  }
}
