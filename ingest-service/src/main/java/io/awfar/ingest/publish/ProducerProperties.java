package io.awfar.ingest.publish;

import io.awfar.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/// The settings in the terms of Kafka's producer.
final class ProducerProperties {

  /// What the producer needs beyond the bytes in flight: half-filled batches, one or more of 128 KB
  /// for each partition. With less, sending would wait for memory.
  private static final long BATCH_BYTES_MAX = 32L << 20;

  private ProducerProperties() {}

  /// @param connection how to reach the broker, and whatever else the operator sets about Kafka;
  ///   does not win over what the promises of this service rest on
  static Map<String, Object> of(PublishSettings settings, Map<String, Object> connection) {
    Map<String, Object> properties = new HashMap<>(connection);
    // What WhatsApp is told to be received outlives a broker, and a retry neither doubles nor
    // reorders it.
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    int deliveryMillis = Math.toIntExact(settings.deliveryTimeout().toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryMillis);
    // Time for a second attempt.
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deliveryMillis / 2);
    // Sent from event loops: rather refused than waited. Metadata is there once the service is
    // ready, and memory for all that may be in flight.
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0L);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.RECORD_BYTES_MAX);
    properties.put(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        settings.inFlightBytesMax().toBytes() + BATCH_BYTES_MAX);
    return properties;
  }
}
