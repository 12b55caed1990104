package io.awfar.gateway.live;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.TokenChecks;
import io.awfar.gateway.channel.ChannelStatuses;
import io.awfar.schemas.topic.CommittedRecords;
import io.awfar.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts together what tells clients of events.
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

  private static final String CLIENT_SUFFIX = "live";
  private static final int REQUEST_MILLIS_MAX = 4_000;

  @Bean
  EventBlocks eventBlocks(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      ChannelStatuses statuses,
      GatewaySettings settings,
      MeterRegistry meters)
      throws ReflectiveOperationException {
    // By class name, since a build profile puts Confluent's in the place of ours.
    Deserializer<?> values =
        (Deserializer<?>)
            kafka.getConsumer().getValueDeserializer().getDeclaredConstructor().newInstance();
    values.configure(consumer(kafka, connection), false);
    return new EventBlocks(values, statuses, settings.live().eventSizeMax().toBytes(), meters);
  }

  @Bean
  LiveEvents liveEvents(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      EventBlocks blocks,
      LiveMarkQueries marks,
      GatewaySettings settings,
      MeterRegistry meters) {
    Map<String, Object> configs = consumer(kafka, connection);
    configs
        .keySet()
        .removeAll(Set.of(ConsumerConfig.GROUP_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    configs.merge(ConsumerConfig.CLIENT_ID_CONFIG, CLIENT_SUFFIX, (id, more) -> id + "-" + more);
    configs.putAll(CommittedRecords.CONFIGS);
    configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // Records that are gone before they were read end the reader: its clients have to be told.
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    // An event is told when it happens.
    configs.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    configs.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Topic.RECORD_BYTES_MAX);
    configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    configs.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX);
    configs.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX + 1_000);
    return new LiveEvents(configs, blocks, marks, settings.live(), meters);
  }

  @Bean
  LiveStreams liveStreams(
      LiveEvents events,
      EventBlocks blocks,
      LiveMarkQueries marks,
      TokenChecks tokens,
      GatewaySettings settings,
      MeterRegistry meters) {
    return new LiveStreams(events, blocks, marks, tokens, settings.live(), meters);
  }

  private static Map<String, Object> consumer(
      KafkaProperties kafka, KafkaConnectionDetails connection) {
    Map<String, Object> configs = kafka.buildConsumerProperties();
    configs.put(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getConsumer().getBootstrapServers());
    return configs;
  }
}
