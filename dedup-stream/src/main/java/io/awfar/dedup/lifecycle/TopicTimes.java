package io.awfar.dedup.lifecycle;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
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

/// Has a topic that is there already keep to the times that promises rest on: how long it is kept,
/// and how far ahead of the broker's clock its records may be.
///
/// Kafka Streams leaves a changelog that is there as it is, and so does who makes missing topics.
/// Without the right to read a topic's settings there is a warning, for they may well be right.
public final class TopicTimes {

  private static final Logger log = LoggerFactory.getLogger(TopicTimes.class);

  private final Map<String, Object> adminConfigs;

  /// @param adminConfigs how an admin client reaches the cluster
  public TopicTimes(Map<String, Object> adminConfigs) {
    this.adminConfigs = Map.copyOf(adminConfigs);
  }

  /// Gives a topic these settings if it is there and is kept for less long, only up to a size, or
  /// compacted, by which what has one key is lost but for the newest. It is never kept shorter, so
  /// that who sets the old time again finds what was there.
  ///
  /// @param name of the topic
  /// @param settings of the topic, with its `retention.ms`
  /// @throws KafkaException if the cluster does not answer, or the topic is kept for less long and
  ///   that may not be changed
  public void lengthen(String name, Map<String, String> settings) {
    long wanted =
        Long.parseLong(Objects.requireNonNull(settings.get(TopicConfig.RETENTION_MS_CONFIG)));
    mend(
        name,
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG,
            // Below 0 is for ever.
            kept -> Long.parseLong(kept) >= 0 && Long.parseLong(kept) < wanted,
            TopicConfig.RETENTION_BYTES_CONFIG,
            bytes -> Long.parseLong(bytes) >= 0,
            TopicConfig.CLEANUP_POLICY_CONFIG,
            policy -> !policy.equals(TopicConfig.CLEANUP_POLICY_DELETE)),
        settings,
        "is not kept long enough");
  }

  /// Has the broker refuse records from the future, if the topic is there and takes them.
  ///
  /// @param name of the topic
  /// @param aheadMax how far ahead of the broker's clock a record's time may be; a topic that takes
  ///   only less stays as it is
  /// @throws KafkaException if the cluster does not answer, or the topic takes records from further
  ///   ahead and that may not be changed
  public void refuseFuture(String name, Duration aheadMax) {
    long wanted = aheadMax.toMillis();
    mend(
        name,
        Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            ahead -> Long.parseLong(ahead) > wanted),
        Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(wanted)),
        "takes records from the future");
  }

  /// @param wrong tells which values of which settings are to be changed
  /// @param settings what to set if one is; those of them that are not wrong stay
  /// @param flaw what is wrong with a topic whose setting is wrong
  void mend(
      String name,
      Map<String, Predicate<String>> wrong,
      Map<String, String> settings,
      String flaw) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try (Admin admin = Admin.create(adminConfigs)) {
      Map<String, String> told = told(admin, topic, wrong.keySet(), flaw);
      Map<String, String> found = new TreeMap<>(told);
      found
          .entrySet()
          .removeIf(setting -> !wrongOf(wrong, setting.getKey()).test(setting.getValue()));
      if (!found.isEmpty()) {
        Map<String, String> changes = new TreeMap<>(settings);
        changes
            .keySet()
            .removeIf(setting -> wrong.containsKey(setting) && !found.containsKey(setting));
        set(admin, topic, changes, flaw);
        log.info("{} had {} and is now set to {}", name, found, changes);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static Predicate<String> wrongOf(Map<String, Predicate<String>> wrong, String setting) {
    return Objects.requireNonNull(wrong.get(setting));
  }

  /// The settings that the broker tells; none if the topic is not there or may not be asked for.
  private static Map<String, String> told(
      Admin admin, ConfigResource topic, Set<String> names, String flaw)
      throws InterruptedException {
    try {
      Config settings =
          Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
      Map<String, String> told = new HashMap<>();
      for (String name : names) {
        // A broker does not tell a setting that it does not know, as older ones do not know all.
        ConfigEntry setting = settings.get(name);
        if (setting == null || setting.value() == null) {
          log.warn(
              "The broker does not tell {} of {}. It may be that it {}, and events are forgotten",
              name,
              topic.name(),
              flaw);
        } else {
          told.put(name, setting.value());
        }
      }
      return told;
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case UnknownTopicOrPartitionException _ -> Map.of();
        case TopicAuthorizationException _ -> {
          log.warn(
              "It is not allowed to read the settings of {}. By its {} it may be that it {}, and"
                  + " events are forgotten; the right DescribeConfigs lets that be seen.",
              topic.name(),
              String.join(", ", new TreeSet<>(names)),
              flaw);
          yield Map.of();
        }
        case null, default ->
            throw new KafkaException("The settings of " + topic.name() + " cannot be read", e);
      };
    }
  }

  private static void set(
      Admin admin, ConfigResource topic, Map<String, String> settings, String flaw)
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
          topic.name() + " " + flaw + ", and its settings cannot be changed", e);
    }
  }
}
