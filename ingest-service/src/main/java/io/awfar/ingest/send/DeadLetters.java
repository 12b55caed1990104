package io.awfar.ingest.send;

import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Sets commands aside that cannot be read.
final class DeadLetters {

  private static final long TIME_MAX_SECONDS = 30;

  private final Producer<byte[], byte[]> producer;
  private final Serializer<Object> serializer;

  DeadLetters(Producer<byte[], byte[]> producer, Serializer<Object> serializer) {
    this.producer = producer;
    this.serializer = serializer;
  }

  /// Returns once it is durable; for the consumer's thread, which may wait.
  ///
  /// @throws KafkaException if it is not
  void add(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
    String topic = Topics.DEAD_LETTERS.name();
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setService("ingest-service")
            .setReason(record.value() == null ? "empty" : "undecodable")
            .setDetail("Not a SendCommand")
            .setOriginTopic(record.topic())
            .setOriginPartition(record.partition())
            .setOriginOffset(record.offset())
            .setOriginTimestamp(Instant.ofEpochMilli(record.timestamp()))
            .setKey(buffer(record.key()))
            .setValue(buffer(record.value()))
            .build();
    byte[] bytes = serializer.serialize(topic, letter);
    try {
      var unused =
          producer
              .send(new ProducerRecord<>(topic, record.key(), bytes))
              .get(TIME_MAX_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("A dead letter is not durable", e);
    }
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
