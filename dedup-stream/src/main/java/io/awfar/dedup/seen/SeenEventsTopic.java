package io.awfar.dedup.seen;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/// The changelog of seen events as a topic, kept for as long as the memory may need it.
///
/// @param applicationId of the stream
/// @param memory how long an event is known at least
public record SeenEventsTopic(String applicationId, Duration memory) {

  /// How long the service may be away, or behind, until its changelog lacks what it must know.
  private static final Duration OUTAGE_MAX = Duration.ofDays(7);

  /// A short memory must not cut the topic into thousands of files.
  private static final int SEGMENTS = 16;

  /// The name of the topic.
  public String name() {
    return applicationId + "-" + SeenEventsLog.STORE + "-changelog";
  }

  /// What the topic is made with.
  public Map<String, String> settings() {
    return settings(memory);
  }

  static Map<String, String> settings(Duration memory) {
    Duration retention = memory.plusMillis(Generations.of(memory).millis()).plus(OUTAGE_MAX);
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(retention.toMillis()),
        // Whatever the cluster's log.retention.bytes is: cut by size, it would forget in silence.
        TopicConfig.RETENTION_BYTES_CONFIG,
        "-1",
        TopicConfig.SEGMENT_MS_CONFIG,
        Long.toString(retention.dividedBy(SEGMENTS).toMillis()),
        // By the time of writing: a replay of old events would otherwise write records that the
        // broker deletes at once, and a restart in the middle would forget them.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime");
  }
}
