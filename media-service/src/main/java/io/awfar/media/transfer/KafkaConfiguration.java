package io.awfar.media.transfer;

import io.awfar.media.MediaSettings;
import io.awfar.media.lane.Lane;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelFollower;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.schemas.topic.CommittedRecords;
import io.awfar.schemas.topic.MissingTopics;
import io.awfar.schemas.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.util.ClassUtils;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  @Bean
  KafkaAdmin.NewTopics topics(KafkaAdmin admin, MediaSettings settings) {
    admin.setCreateOrModifyTopic(new MissingTopics(admin.getConfigurationProperties()));
    short replicas = settings.topicReplicationFactor();
    return new KafkaAdmin.NewTopics(
        Topics.MESSAGES.newTopic(replicas),
        Topics.MEDIA.newTopic(replicas),
        Topics.MEDIA_SLOW.newTopic(replicas),
        Topics.MEDIA_RETRIES.get(0).newTopic(replicas),
        Topics.MEDIA_RETRIES.get(1).newTopic(replicas),
        Topics.MEDIA_RETRIES.get(2).newTopic(replicas),
        Topics.CHANNELS.newTopic(replicas),
        Topics.DEAD_LETTERS.newTopic(replicas));
  }

  @Bean
  Deserializer<?> messageDeserializer(MediaSettings settings, KafkaProperties kafka) {
    return deserializer(settings, kafka);
  }

  @Bean
  MessageReader messageReader(Deserializer<?> deserializer) {
    return new MessageReader(deserializer);
  }

  @Bean
  ChannelDirectory channelDirectory(
      MediaSettings settings, ConfiguredWorkspaces configured, MeterRegistry meters) {
    ChannelDirectory directory =
        new ChannelDirectory(ChannelKeys.parse(settings.whatsapp().channelKeys()), configured);
    Gauge.builder("awfar.media.channels.unusable", directory, ChannelDirectory::unusable)
        .description(
            "Managed numbers that no key opens, or that the environment gives to another workspace")
        .register(meters);
    return directory;
  }

  /// The same variables as ingest-service's, so that both agree on whose a number is.
  @Bean
  ConfiguredWorkspaces configuredWorkspaces(Environment environment) {
    return Binder.get(environment)
        .bind("awfar.ingest.channel.owners", Bindable.mapOf(String.class, UUID.class))
        .map(ConfiguredWorkspaces::new)
        .orElse(ConfiguredWorkspaces.NONE);
  }

  @Bean(initMethod = "start")
  ChannelFollower channelFollower(
      MediaSettings settings,
      KafkaProperties kafka,
      ConsumerFactory<byte[], byte[]> consumers,
      ChannelDirectory directory) {
    return new ChannelFollower(
        consumers.getConfigurationProperties(), deserializer(settings, kafka), directory);
  }

  /// By name: a build profile puts Confluent's deserializer in the place of ours.
  private static Deserializer<?> deserializer(MediaSettings settings, KafkaProperties kafka) {
    TrustedContracts.trust();
    Class<?> type =
        ClassUtils.resolveClassName(
            settings.messageDeserializer(), ClassUtils.getDefaultClassLoader());
    Deserializer<?> deserializer = (Deserializer<?>) BeanUtils.instantiateClass(type);
    deserializer.configure(kafka.buildConsumerProperties(), false);
    return deserializer;
  }

  @Bean
  DefaultKafkaConsumerFactoryCustomizer committedRecords() {
    return factory -> factory.updateConfigs(CommittedRecords.CONFIGS);
  }

  @Bean
  ConcurrentMessageListenerContainer<byte[], byte[]> messageConsumers(
      ConsumerFactory<byte[], byte[]> consumers,
      MessageConsumers listeners,
      Outages outages,
      MediaSettings settings) {
    ContainerProperties properties = new ContainerProperties(Topics.MESSAGES.name());
    properties.setMessageListener(listeners.of(Lane.MAIN));
    // The container commits nothing: offsets go with the events.
    properties.setAckMode(AckMode.MANUAL);
    properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
    properties.setKafkaConsumerProperties(consumerProperties(settings));
    var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setConcurrency(settings.transfer().consumers());
    container.setCommonErrorHandler(new BatchRetry(outages.of(Lane.MAIN)));
    return container;
  }

  static Properties consumerProperties(MediaSettings settings) {
    Properties properties = new Properties();
    properties.setProperty(
        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
        Long.toString(settings.transfer().batchTimeMax().toMillis()));
    return properties;
  }
}
