package io.awfar.dedup.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
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
  /// shorter, so that who sets the old time again finds what was there.
  ///
  /// @param name of the topic
  /// @param settings of the topic, with its `retention.ms`
  /// @throws KafkaException if the cluster does not answer or does not allow it
  public void lengthen(String name, Map<String, String> settings) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try (Admin admin = Admin.create(adminConfigs)) {
      long kept = retentionMillis(admin, topic);
      long wanted =
          Long.parseLong(Objects.requireNonNull(settings.get(TopicConfig.RETENTION_MS_CONFIG)));
      // Below 0 is for ever.
      if (kept >= 0 && kept < wanted) {
        List<AlterConfigOp> changes =
            settings.entrySet().stream()
                .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
                .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                .toList();
        admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
        log.info("{} was kept for {} ms and is now set to {}", name, kept, settings);
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new KafkaException("It is not known how long " + name + " is kept", e);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static long retentionMillis(Admin admin, ConfigResource topic)
      throws ExecutionException, InterruptedException {
    Config settings =
        Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
    return Long.parseLong(settings.get(TopicConfig.RETENTION_MS_CONFIG).value());
  }
}
