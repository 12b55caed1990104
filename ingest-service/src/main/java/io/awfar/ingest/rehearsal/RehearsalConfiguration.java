package io.awfar.ingest.rehearsal;

import io.awfar.ingest.publish.EventPublisher;
import io.awfar.ingest.publish.PublishSettings;
import io.awfar.ingest.webhook.WebhookDoors;
import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/// Puts the rehearsal together, unless its time is 0.
@Configuration(proxyBeanMethods = false)
class RehearsalConfiguration {

  static final String TOPIC = "ingest-service.rehearsal";

  private static final Duration RETENTION = Duration.ofMinutes(1);

  @Bean
  Rehearsal rehearsal(RehearsalSettings settings, WebhookDoors doors, EventPublisher publisher) {
    return new Rehearsal(settings.timeMax(), doors, publisher);
  }

  @Bean
  KafkaAdmin.NewTopics rehearsalTopics(RehearsalSettings settings, PublishSettings publish) {
    if (settings.timeMax().isZero()) {
      return new KafkaAdmin.NewTopics();
    }
    int partitions = Topics.RAW_EVENTS.partitions();
    String retentionMillis = Long.toString(RETENTION.toMillis());
    return new KafkaAdmin.NewTopics(
        new NewTopic(TOPIC, partitions, publish.replicationFactor())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG, retentionMillis,
                    TopicConfig.SEGMENT_MS_CONFIG, retentionMillis)));
  }
}
