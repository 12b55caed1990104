package io.awfar.dedup.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has a topic kept for as long as its settings say, where it was made with shorter ones.
///
/// Kafka Streams leaves a changelog that is there as it is, and the broker would delete what a
/// restart must still read.
public final class TopicRetention {

  private static final Logger log = LoggerFactory.getLogger(TopicRetention.class);

  private final Map<String, Object> adminConfigs;

  /// @param adminConfigs how an admin client reaches the cluster
  public TopicRetention(Map<String, Object> adminConfigs) {
    this.adminConfigs = Map.copyOf(adminConfigs);
  }

  /// Gives a topic these settings if it is there and is kept for less long. It is never kept
  /// shorter, so that who sets the old time again finds what was there. Without the right to read
  /// the topic's settings there is a warning, for they may well be long enough.
  ///
  /// @param name of the topic
  /// @param settings of the topic, with its `retention.ms`
  /// @throws KafkaException if the cluster does not answer, or the topic is kept for less long and
  ///   that may not be changed
  public void lengthen(String name, Map<String, String> settings) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    long wanted =
        Long.parseLong(Objects.requireNonNull(settings.get(TopicConfig.RETENTION_MS_CONFIG)));
    try (Admin admin = Admin.create(adminConfigs)) {
      OptionalLong kept = retentionMillis(admin, topic);
      // Below 0 is for ever.
      if (kept.isPresent() && kept.getAsLong() >= 0 && kept.getAsLong() < wanted) {
        set(admin, topic, settings);
        log.info("{} was kept for {} ms and is now set to {}", name, kept.getAsLong(), settings);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /// Nothing if the topic is not there or may not be asked for.
  private static OptionalLong retentionMillis(Admin admin, ConfigResource topic)
      throws InterruptedException {
    try {
      Config settings =
          Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
      return OptionalLong.of(Long.parseLong(settings.get(TopicConfig.RETENTION_MS_CONFIG).value()));
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case UnknownTopicOrPartitionException _ -> OptionalLong.empty();
        case TopicAuthorizationException _ -> {
          log.warn(
              "It is not allowed to read the settings of {}. If its retention.ms is too short, a"
                  + " restart forgets events; the right DescribeConfigs lets that be seen.",
              topic.name());
          yield OptionalLong.empty();
        }
        case null, default ->
            throw new KafkaException("It is not known how long " + topic.name() + " is kept", e);
      };
    }
  }

  private static void set(Admin admin, ConfigResource topic, Map<String, String> settings)
      throws InterruptedException {
    List<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    try {
      admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException(
          topic.name() + " is not kept long enough, and its settings cannot be changed", e);
    }
  }
}
