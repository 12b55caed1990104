package io.awfar.dedup.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.LongPredicate;
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

  /// Gives a topic these settings if it is there and is kept for less long. It is never kept
  /// shorter, so that who sets the old time again finds what was there.
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
        TopicConfig.RETENTION_MS_CONFIG,
        // Below 0 is for ever.
        kept -> kept >= 0 && kept < wanted,
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
        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
        ahead -> ahead > wanted,
        Map.of(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(wanted)),
        "takes records from the future");
  }

  /// @param flaw what is wrong with a topic whose setting is wrong
  private void mend(
      String name, String setting, LongPredicate wrong, Map<String, String> settings, String flaw) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try (Admin admin = Admin.create(adminConfigs)) {
      OptionalLong millis = millis(admin, topic, setting, flaw);
      if (millis.isPresent() && wrong.test(millis.getAsLong())) {
        set(admin, topic, settings, flaw);
        log.info("{} had {}={} and is now set to {}", name, setting, millis.getAsLong(), settings);
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /// Nothing if the topic is not there or may not be asked for.
  private static OptionalLong millis(Admin admin, ConfigResource topic, String setting, String flaw)
      throws InterruptedException {
    try {
      Config settings =
          Objects.requireNonNull(admin.describeConfigs(List.of(topic)).all().get().get(topic));
      return OptionalLong.of(Long.parseLong(settings.get(setting).value()));
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case UnknownTopicOrPartitionException _ -> OptionalLong.empty();
        case TopicAuthorizationException _ -> {
          log.warn(
              "It is not allowed to read the settings of {}. By its {} it may be that it {}, and"
                  + " events are forgotten; the right DescribeConfigs lets that be seen.",
              topic.name(),
              setting,
              flaw);
          yield OptionalLong.empty();
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
