package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelFollower;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import io.awfar.whatsapp.Channel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Puts together what keeps channels.
@Configuration(proxyBeanMethods = false)
class ChannelConfiguration {

  @Bean
  ChannelKeys channelKeys(GatewaySettings settings) {
    return ChannelKeys.parse(settings.channels().keys());
  }

  /// The same variables as ingest-service's, so that both agree on whose a number is.
  @Bean
  ConfiguredWorkspaces configuredWorkspaces(Environment environment) {
    return Binder.get(environment)
        .bind("awfar.ingest.channel.owners", Bindable.mapOf(String.class, UUID.class))
        .map(ConfiguredWorkspaces::new)
        .orElse(ConfiguredWorkspaces.NONE);
  }

  @Bean
  ChannelDirectory channelDirectory(ChannelKeys keys, MeterRegistry meters) {
    ChannelDirectory directory = new ChannelDirectory(keys);
    Gauge.builder("awfar.gateway.channels", directory, known -> known.channels().size())
        .description("Numbers that are managed at run time")
        .register(meters);
    Gauge.builder("awfar.gateway.channels.unusable", directory, ChannelDirectory::unusable)
        .description("Those whose credentials cannot be read with the keys that there are")
        .register(meters);
    return directory;
  }

  @Bean(initMethod = "start")
  ChannelFollower channelFollower(
      KafkaProperties kafka, KafkaConnectionDetails connection, ChannelDirectory directory)
      throws ReflectiveOperationException {
    Map<String, Object> configs =
        at(connection.getConsumer().getBootstrapServers(), kafka.buildConsumerProperties());
    // By class name here and below, since a build profile puts Confluent's in the place of ours.
    Deserializer<?> values =
        (Deserializer<?>)
            kafka.getConsumer().getValueDeserializer().getDeclaredConstructor().newInstance();
    values.configure(configs, false);
    return new ChannelFollower(configs, values, directory);
  }

  @Bean
  ChannelTopic channelTopic(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      ChannelFollower follower,
      GatewaySettings settings)
      throws ReflectiveOperationException {
    Admin admin =
        Admin.create(at(connection.getAdmin().getBootstrapServers(), kafka.buildAdminProperties()));
    return new ChannelTopic(admin, producer(kafka, connection, settings.channels()), follower);
  }

  private static Producer<String, Channel> producer(
      KafkaProperties kafka, KafkaConnectionDetails connection, ChannelSettings settings)
      throws ReflectiveOperationException {
    Map<String, Object> configs =
        at(connection.getProducer().getBootstrapServers(), kafka.buildProducerProperties());
    int millisMax = Math.toIntExact(settings.writeTimeMax().toMillis());
    // Whoever waits is told before, so nothing is written that somebody was told has failed.
    configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) millisMax / 2);
    configs.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millisMax / 2);
    configs.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millisMax / 4);
    configs.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    @SuppressWarnings("unchecked")
    Serializer<Channel> values =
        (Serializer<Channel>)
            kafka.getProducer().getValueSerializer().getDeclaredConstructor().newInstance();
    values.configure(configs, false);
    return new KafkaProducer<>(configs, new StringSerializer(), values);
  }

  private static Map<String, Object> at(List<String> servers, Map<String, Object> more) {
    more.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    return more;
  }
}
