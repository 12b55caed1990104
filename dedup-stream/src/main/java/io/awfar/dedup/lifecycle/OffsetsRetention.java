package io.awfar.dedup.lifecycle;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether brokers keep the offsets of a group that has no member for as long as they keep what it
/// reads.
public final class OffsetsRetention {

  private static final Logger log = LoggerFactory.getLogger(OffsetsRetention.class);
  private static final String SETTING = "offsets.retention.minutes";

  private final Map<String, Object> adminConfigs;

  /// @param adminConfigs how an admin client reaches the cluster
  public OffsetsRetention(Map<String, Object> adminConfigs) {
    this.adminConfigs = Map.copyOf(adminConfigs);
  }

  /// Warns of each broker that keeps offsets for less long than a topic. Without the right to ask,
  /// nothing is said.
  ///
  /// @throws KafkaException if the cluster does not answer
  public void warnIfShorterThan(String topic) {
    try (Admin admin = Admin.create(adminConfigs)) {
      Optional<Duration> kept =
          setting(admin, ConfigResource.Type.TOPIC, topic, TopicConfig.RETENTION_MS_CONFIG)
              .map(Duration::ofMillis);
      Collection<Node> brokers = admin.describeCluster().nodes().get();
      for (Node broker : brokers) {
        Optional<Duration> offsets =
            setting(admin, ConfigResource.Type.BROKER, broker.idString(), SETTING)
                .map(Duration::ofMinutes);
        if (kept.isPresent() && offsets.isPresent() && isShorter(offsets.get(), kept.get())) {
          log.warn(
              "Broker {} drops the offsets of a group without members after {} hours ({}), and {}"
                  + " is kept {}. Let it keep them as long: this stream finds its place without"
                  + " them, but other groups read everything again",
              broker.idString(),
              offsets.get().toHours(),
              SETTING,
              topic,
              kept.get().isNegative() ? "for ever" : "for " + kept.get().toHours() + " hours");
        }
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AuthorizationException)) {
        throw new KafkaException("The settings of the brokers cannot be read", e);
      }
      log.info("It is not allowed to read the settings of the brokers: {}", SETTING);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /// Below 0 a topic is kept for ever.
  private static boolean isShorter(Duration offsets, Duration kept) {
    return kept.isNegative() || offsets.compareTo(kept) < 0;
  }

  private static Optional<Long> setting(
      Admin admin, ConfigResource.Type type, String name, String setting)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(type, name);
    Config settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return Optional.ofNullable(settings)
        .map(all -> all.get(setting))
        .map(ConfigEntry::value)
        .map(Long::parseLong);
  }
}
