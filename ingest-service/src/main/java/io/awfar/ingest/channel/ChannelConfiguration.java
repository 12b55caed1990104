package io.awfar.ingest.channel;

import io.awfar.ingest.publish.PublishSettings;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelFollower;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/// Follows the numbers that are managed at run time.
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

  @Bean
  KafkaAdmin.NewTopics channelTopics(PublishSettings settings) {
    return new KafkaAdmin.NewTopics(Topics.CHANNELS.newTopic(settings.replicationFactor()));
  }

  @Bean
  ChannelDirectory channelDirectory(ChannelSettings settings, MeterRegistry meters) {
    ChannelDirectory directory =
        new ChannelDirectory(ChannelKeys.parse(settings.keys()), settings.configured());
    Gauge.builder("awfar.ingest.channels", directory, known -> known.channels().size())
        .description("Numbers that are managed at run time")
        .register(meters);
    Gauge.builder("awfar.ingest.channels.unusable", directory, ChannelDirectory::unusable)
        .description("Those that no key opens, or that the environment gives to another workspace")
        .register(meters);
    return directory;
  }

  @Bean(initMethod = "start")
  ChannelFollower channelFollower(
      KafkaProperties kafka, KafkaConnectionDetails connection, ChannelDirectory directory)
      throws ReflectiveOperationException {
    Map<String, Object> configs = kafka.buildConsumerProperties();
    configs.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getConsumer().getBootstrapServers());
    // By class name, since a build profile puts Confluent's deserializer in its place.
    Deserializer<?> values =
        (Deserializer<?>)
            kafka.getConsumer().getValueDeserializer().getDeclaredConstructor().newInstance();
    values.configure(configs, false);
    return new ChannelFollower(configs, values, directory);
  }

  @Bean
  ChannelsHealth channelsHealthIndicator(ChannelDirectory directory) {
    return new ChannelsHealth(directory);
  }
}
