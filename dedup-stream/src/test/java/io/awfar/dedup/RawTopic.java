package io.awfar.dedup;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.RawEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes raw events as the edge does.
final class RawTopic implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;
  private final AvroSerializer<RawEvent> serializer = new AvroSerializer<>();

  RawTopic(String bootstrapServers, String registryUrl) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new StringSerializer(),
            new ByteArraySerializer());
    serializer.configure(Map.of("schema.registry.url", registryUrl), false);
  }

  void send(String contact, RawEvent event) {
    byte[] value = serializer.serialize(Topics.RAW_EVENTS.name(), event);
    sendBytes(
        ChatKey.of(event.getChannelId(), contact), value, event.getReceivedAt().toEpochMilli());
  }

  /// Has the registry asked for all that sending needs.
  void encode(RawEvent event) {
    serializer.serialize(Topics.RAW_EVENTS.name(), event);
  }

  void sendPoison(int number) {
    String key = "poison-" + number;
    sendBytes(
        key, ("poison " + number).getBytes(StandardCharsets.UTF_8), System.currentTimeMillis());
  }

  /// Returns when the broker has it.
  ///
  /// @throws ExecutionException if the broker refuses it
  void sendAlone(String contact, RawEvent event) throws ExecutionException, InterruptedException {
    byte[] value = serializer.serialize(Topics.RAW_EVENTS.name(), event);
    long timestamp = event.getReceivedAt().toEpochMilli();
    String key = ChatKey.of(event.getChannelId(), contact);
    producer
        .send(new ProducerRecord<>(Topics.RAW_EVENTS.name(), null, timestamp, key, value))
        .get();
  }

  /// Texts of these numbers in 500 chats, all received now. Repeats are welcome: they are what must
  /// not come out twice.
  void sendTexts(int from, int to) {
    Instant now = Instant.now();
    for (int i = from; i < to; i++) {
      send("4930" + i % 500, Payloads.text("wamid." + i, now));
    }
    flush();
  }

  /// Returns when the broker has everything.
  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
    serializer.close();
  }

  private void sendBytes(String key, byte[] value, long timestamp) {
    var unused =
        producer.send(
            new ProducerRecord<>(Topics.RAW_EVENTS.name(), null, timestamp, key, value),
            (metadata, failure) -> {
              if (failure != null) {
                throw new IllegalStateException(failure);
              }
            });
  }
}
