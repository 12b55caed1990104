package io.awfar.media.transfer;

import io.awfar.media.lane.Trail;
import io.awfar.schemas.registry.RegistryFailure;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.schemas.topic.MediaHeader;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.Message;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Sorts the records of a poll into files to fetch, records that need nothing, and poison.
final class MessageReader {

  private static final String SERVICE = "media-service";

  private final Deserializer<?> deserializer;

  MessageReader(Deserializer<?> deserializer) {
    this.deserializer = deserializer;
  }

  /// @throws org.apache.kafka.common.errors.RetriableException if the schema registry does not let
  ///   them be read: the records may be good
  Batch read(List<ConsumerRecord<byte[], byte[]>> records) {
    List<PendingFile> files = new ArrayList<>();
    List<Batch.Poison> poison = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      sort(record, files, poison);
      next.put(
          new TopicPartition(record.topic(), record.partition()),
          new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }
    return new Batch(files, poison, next);
  }

  private void sort(
      ConsumerRecord<byte[], byte[]> record, List<PendingFile> files, List<Batch.Poison> poison) {
    if (MediaHeader.rulesOutMedia(record.headers())) {
      return;
    }
    Object value;
    try {
      value = deserializer.deserialize(record.topic(), record.headers(), record.value());
    } catch (SerializationException e) {
      if (RegistryFailure.isIn(e)) {
        throw new SchemaRegistryUnavailableException(
            "The schema registry does not let it be read", e);
      }
      poison.add(new Batch.Poison(record.key(), letter(record, "undecodable", e.getMessage())));
      return;
    }
    if (!(value instanceof Message message)) {
      String found = value == null ? "no value" : value.getClass().getSimpleName();
      poison.add(new Batch.Poison(record.key(), letter(record, "not-a-message", found)));
      return;
    }
    if (message.getMedia() != null) {
      files.add(
          new PendingFile(record.key(), message, message.getMedia(), Trail.of(record.headers())));
    }
  }

  private static DeadLetter letter(
      ConsumerRecord<byte[], byte[]> record, String reason, @Nullable String detail) {
    return DeadLetter.newBuilder()
        .setService(SERVICE)
        .setReason(reason)
        .setDetail(detail)
        .setOriginTopic(record.topic())
        .setOriginPartition(record.partition())
        .setOriginOffset(record.offset())
        .setOriginTimestamp(Instant.ofEpochMilli(record.timestamp()))
        .setKey(buffer(record.key()))
        .setValue(buffer(record.value()))
        .build();
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
