package io.awfar.schemas.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/// A topic and all that producers, consumers and operators must agree on about it.
///
/// Keys are UTF-8 strings, values are Avro records of `valueType` in Confluent's wire format.
///
/// @param partitions how many partitions a new cluster gets; never change it on a live topic, since
///   keys would move
/// @param retention how long records are kept; of a compacted topic, those that a newer one has
///   replaced
public record Topic<V extends SpecificRecord>(
    String name, Class<V> valueType, int partitions, Duration retention, Cleanup cleanup) {

  /// Largest record of any topic: the largest webhook (3 MiB) and its envelope, with room to spare.
  /// Producers need it as their `max.request.size`, since Kafka's own limits are 1 MiB.
  public static final int RECORD_BYTES_MAX = 8 << 20;

  /// How far ahead of the broker's clock a record's time may be; the broker refuses others. What is
  /// kept or remembered by time would else be gone, or stay, by the word of one wrong clock. It is
  /// the same for all topics, since records keep their time from one to the next.
  public static final Duration AHEAD_MAX = Duration.ofHours(1);

  /// How long a deletion can be read from a compacted topic: longer than any reader is away without
  /// starting from the beginning.
  private static final Duration TOMBSTONE_RETENTION = Duration.ofDays(7);

  /// What the broker removes.
  public enum Cleanup {
    /// Whole segments older than the retention.
    DELETE,
    /// All but the newest record of each key.
    COMPACT
  }

  public Topic {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions must be positive: " + partitions);
    }
  }

  /// The registry's subject of the value schema, by the topic name strategy.
  public String valueSubject() {
    return name + "-value";
  }

  /// How to create this topic. With several replicas, one may be lost without losing the ability to
  /// write.
  ///
  /// @param replicationFactor copies of each partition, or -1 for what the cluster is set to
  public NewTopic newTopic(short replicationFactor) {
    Map<String, String> configs = new HashMap<>();
    configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(RECORD_BYTES_MAX));
    configs.put(
        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(AHEAD_MAX.toMillis()));
    switch (cleanup) {
      case DELETE -> {
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        // Whatever the cluster's log.retention.bytes is.
        configs.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
      }
      case COMPACT -> {
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        configs.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(retention.toMillis()));
        configs.put(
            TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(TOMBSTONE_RETENTION.toMillis()));
      }
    }
    if (replicationFactor > 0) {
      configs.put(
          TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(inSyncMin(replicationFactor)));
    }
    return new NewTopic(name, partitions, replicationFactor).configs(configs);
  }

  /// How many copies must have a record before it counts as written: all but one.
  ///
  /// @param replicationFactor copies of each partition
  public static int inSyncMin(short replicationFactor) {
    return Math.max(1, replicationFactor - 1);
  }
}
