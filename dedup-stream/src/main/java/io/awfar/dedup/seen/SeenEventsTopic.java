package io.awfar.dedup.seen;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The changelog of seen events as a topic, kept for as long as the memory may need it.
///
/// @param applicationId of the stream
/// @param memory how long an event is known at least
public record SeenEventsTopic(String applicationId, Duration memory) {

  private static final Logger log = LoggerFactory.getLogger(SeenEventsTopic.class);

  /// How long the service may be away, or behind, until its changelog lacks what it must know.
  private static final Duration OUTAGE_MAX = Duration.ofDays(7);

  /// What the topic is made with.
  static Map<String, String> settings(Duration memory) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(retentionMillis(memory)),
        TopicConfig.SEGMENT_MS_CONFIG,
        Long.toString(Generations.of(memory).millis()),
        // By the time of writing: a replay of old events would otherwise write records that the
        // broker deletes at once, and a restart in the middle would forget them.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime");
  }

  /// The name of the topic.
  public String name() {
    return applicationId + "-" + SeenEventsLog.STORE + "-changelog";
  }

  /// Has the topic kept longer if it was made for a shorter memory: Kafka Streams leaves it as it
  /// is, and the broker would delete what a restart must still read. It is never kept shorter, so
  /// that who sets the memory back finds again what was known.
  ///
  /// @param adminConfigs how an admin client reaches the cluster
  /// @throws KafkaException if the cluster does not answer or does not allow it
  public void keepForMemory(Map<String, Object> adminConfigs) {
    try (Admin admin = Admin.create(adminConfigs)) {
      if (admin.listTopics().names().get().contains(name())) {
        keepForMemory(admin);
      }
    } catch (ExecutionException e) {
      throw new KafkaException("It is not known how long " + name() + " is kept", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void keepForMemory(Admin admin) throws ExecutionException, InterruptedException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name());
    Config settings =
        Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
    String kept = settings.get(TopicConfig.RETENTION_MS_CONFIG).value();
    // Below 0 is for ever.
    if (Long.parseLong(kept) < 0 || Long.parseLong(kept) >= retentionMillis(memory)) {
      return;
    }
    List<AlterConfigOp> changes =
        Stream.of(TopicConfig.RETENTION_MS_CONFIG, TopicConfig.SEGMENT_MS_CONFIG)
            .map(setting -> new ConfigEntry(setting, settings(memory).get(setting)))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
    log.info("{} was kept for {} ms and is now set to {}", name(), kept, changes);
  }

  private static long retentionMillis(Duration memory) {
    return memory.plusMillis(Generations.of(memory).millis()).plus(OUTAGE_MAX).toMillis();
  }
}
