package io.awfar.ingest.attempt;

import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.MissingTopics;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.SendAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The topics of attempts and statuses, on a real broker.
final class AttemptTopics {

  private static final Map<String, Object> CONSUMER =
      Map.of(
          "bootstrap.servers",
          TestKafka.bootstrapServers(),
          "isolation.level",
          "read_committed",
          "enable.auto.commit",
          false);

  private AttemptTopics() {}

  static void create() throws Exception {
    Map<String, Object> configs = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    MissingTopics missing = new MissingTopics(configs);
    List<NewTopic> topics =
        Stream.of(Topics.SEND_ATTEMPTS, Topics.SEND_ATTEMPTS_BULK, Topics.STATUSES)
            .map(topic -> topic.newTopic((short) 1))
            .filter(missing)
            .toList();
    try (Admin admin = Admin.create(configs)) {
      admin.createTopics(topics).all().get();
    }
  }

  static AttemptJournals journals() {
    return new AttemptJournals(
        Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "transaction.timeout.ms", 10_000),
        CONSUMER,
        serializer(),
        values(SendAttempt.class),
        new AttemptJournals.Memory(1000, Duration.ofHours(24), count -> {}, Clock.systemUTC()));
  }

  static StatusScan scan() {
    return new StatusScan(
        new KafkaConsumer<>(CONSUMER, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  static ValueReader<MessageStatus> statuses() {
    return values(MessageStatus.class);
  }

  /// Writes statuses as dedup-stream does.
  static KafkaProducer<String, MessageStatus> statusProducer() {
    AvroSerializer<MessageStatus> values = new AvroSerializer<>();
    values.configure(Map.of("schema.registry.url", TestRegistry.url()), false);
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", TestKafka.bootstrapServers()), new StringSerializer(), values);
  }

  static SendAttempt step(UUID sendId, int attempt, AttemptStep step, long commandOffset) {
    return SendAttempt.newBuilder()
        .setSendId(sendId)
        .setOwnerId(new UUID(0, 1))
        .setChannelId("c")
        .setAttempt(attempt)
        .setStep(step)
        .setCommandOffset(commandOffset)
        .setOccurredAt(Instant.ofEpochMilli(1_760_000_000_000L))
        .build();
  }

  @SuppressWarnings("unchecked")
  private static Serializer<Object> serializer() {
    AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
    serializer.configure(Map.of("schema.registry.url", TestRegistry.url()), false);
    return (Serializer<Object>) (Serializer<?>) serializer;
  }

  private static <V extends SpecificRecord> ValueReader<V> values(Class<V> type) {
    AvroDeserializer<V> deserializer = new AvroDeserializer<>();
    deserializer.configure(Map.of("schema.registry.url", TestRegistry.url()), false);
    return new ValueReader<>(deserializer, type);
  }
}
