package io.awfar.ingest.publish;

import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/// Turns events into records of the raw topic, with the serializer that the settings name.
///
/// Not left to the producer: no event may be sent before all of its request are known to be good.
final class RawEventEncoder {

  private final Serializer<Object> serializer;
  private final String topic;

  /// @param topic where the records go; their schema is that of the raw topic in any case
  RawEventEncoder(Serializer<Object> serializer, String topic) {
    this.serializer = serializer;
    this.topic = topic;
  }

  /// One whose records go elsewhere.
  RawEventEncoder into(String otherTopic) {
    return new RawEventEncoder(serializer, otherTopic);
  }

  /// Has the schema registered, so that no request has to wait for the registry.
  ///
  /// @throws org.apache.kafka.common.KafkaException if the registry does not answer or refuses
  void warmUp() {
    RawEvent sample =
        RawEvent.newBuilder()
            .setIdentity("")
            .setKind(EventKind.UNKNOWN)
            .setOwnerId(new UUID(0, 0))
            .setChannelId("")
            .setBusinessAccountId("")
            .setField("")
            .setReceivedAt(Instant.EPOCH)
            .setPayload(ByteBuffer.allocate(0))
            .build();
    Objects.requireNonNull(serializer.serialize(Topics.RAW_EVENTS.name(), sample));
  }

  /// @throws org.apache.kafka.common.KafkaException as above, if not warmed up
  List<ProducerRecord<String, byte[]>> encode(List<KeyedEvent> events) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(events.size());
    for (KeyedEvent event : events) {
      records.add(encode(event));
    }
    return records;
  }

  private ProducerRecord<String, byte[]> encode(KeyedEvent event) {
    byte[] bytes =
        Objects.requireNonNull(serializer.serialize(Topics.RAW_EVENTS.name(), event.event()));
    long receivedAt = event.event().getReceivedAt().toEpochMilli();
    return new ProducerRecord<>(topic, null, receivedAt, event.key(), bytes);
  }
}
