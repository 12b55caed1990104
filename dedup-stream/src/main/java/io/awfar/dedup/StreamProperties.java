package io.awfar.dedup;

import io.awfar.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;

/// The settings in the terms of Kafka Streams.
final class StreamProperties {

  private static final int HEARTBEATS_PER_SESSION = 3;
  private static final int BATCH_BYTES = 128 << 10;
  private static final int FETCH_BYTES = 64 << 10;
  private static final int FETCH_WAIT_MILLIS = 25;

  private StreamProperties() {}

  /// @param connection how to reach the broker, and whatever else the operator sets about Kafka;
  ///   wins over the defaults here, but not over what the promises of this service rest on
  static Map<String, Object> of(DedupSettings settings, Map<String, Object> connection) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    // Fewer fetches: a record waits for others, but not for long.
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), FETCH_BYTES);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG),
        FETCH_WAIT_MILLIS);
    // Only to say that we know of it: there is no global store.
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    long sessionMillis = settings.sessionTimeout().toMillis();
    properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(sessionMillis));
    properties.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        Math.toIntExact(sessionMillis / HEARTBEATS_PER_SESSION));

    properties.putAll(connection);

    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // A handler that goes on commits the offset of a record that never came out.
    properties.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailExceptionHandler.class);
    properties.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
        LogAndFailProcessingExceptionHandler.class);
    properties.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
        DefaultProductionExceptionHandler.class);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.replicationFactor());
    if (settings.replicationFactor() > 0) {
      // As the other topics: one replica may be lost, and two hold what was committed.
      properties.put(
          StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
          Topic.inSyncMin(settings.replicationFactor()));
    }
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    // The topics take records of this size; the client's own limit of 1 MiB would stop us.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topic.RECORD_BYTES_MAX);
    if (!settings.instanceId().isEmpty()) {
      properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, settings.instanceId());
    }
    return properties;
  }
}
