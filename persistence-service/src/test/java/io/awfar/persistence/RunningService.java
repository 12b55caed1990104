package io.awfar.persistence;

import io.awfar.persistence.count.StoredRows;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.DeadLetter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.context.ConfigurableApplicationContext;

/// The whole service on a real broker and database, and a producer beside it.
final class RunningService implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final ConfigurableApplicationContext context;

  RunningService(String host, int port, String database, String user, String password) {
    serializer.configure(registry(), false);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                TestKafka.bootstrapServers(),
                "linger.ms",
                "20",
                "max.request.size",
                "9000000"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    context =
        PersistenceService.application()
            .run(
                "--AWFAR_KAFKA_BOOTSTRAP_SERVERS=" + TestKafka.bootstrapServers(),
                "--AWFAR_SCHEMA_REGISTRY_URL=" + TestRegistry.url(),
                "--AWFAR_POSTGRES_HOST=" + host,
                "--AWFAR_POSTGRES_PORT=" + port,
                "--AWFAR_POSTGRES_DATABASE=" + database,
                "--AWFAR_POSTGRES_USER=" + user,
                "--AWFAR_POSTGRES_PASSWORD=" + password,
                "--AWFAR_PERSISTENCE_PORT=0",
                "--AWFAR_PERSISTENCE_RETRY_DELAY_MAX=500ms",
                "--AWFAR_LOG_FORMAT=");
  }

  private static Map<String, String> registry() {
    return Map.of("schema.registry.url", TestRegistry.url());
  }

  <V extends SpecificRecord> void publish(Topic<V> topic, String key, V record) {
    publishBytes(topic, key, serializer.serialize(topic.name(), record));
  }

  void publishBytes(Topic<?> topic, String key, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value));
  }

  /// Returns when the broker has all that was published.
  void flush() {
    producer.flush();
  }

  StoredRows.Counts counts() {
    return context.getBean(StoredRows.class).counts().block();
  }

  HttpResponse<String> get(String path) {
    URI uri =
        URI.create(
            "http://127.0.0.1:%s%s"
                .formatted(context.getEnvironment().getProperty("local.server.port"), path));
    try {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int status(String path) {
    return get(path).statusCode();
  }

  /// The dead letters of a topic, all that there are by now.
  static List<DeadLetter> deadLetters(Topic<?> origin) {
    AvroDeserializer<DeadLetter> deserializer = new AvroDeserializer<>();
    deserializer.configure(registry(), false);
    List<DeadLetter> letters = new ArrayList<>();
    try (deserializer;
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          letters.add(deserializer.deserialize(record.topic(), record.value()));
        }
      }
    }
    letters.removeIf(letter -> !letter.getOriginTopic().equals(origin.name()));
    return letters;
  }

  @Override
  public void close() {
    context.close();
    producer.close();
    serializer.close();
    http.close();
  }
}
