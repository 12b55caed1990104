package io.awfar.ingest.publish;

import io.awfar.schemas.topic.MissingTopics;
import io.awfar.schemas.topic.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.MicrometerProducerListener;

/// Puts the publishing side together.
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

  @Bean
  KafkaAdmin.NewTopics ingestTopics(KafkaAdmin admin, PublishSettings settings) {
    admin.setCreateOrModifyTopic(new MissingTopics(admin.getConfigurationProperties()));
    return new KafkaAdmin.NewTopics(Topics.RAW_EVENTS.newTopic(settings.replicationFactor()));
  }

  @Bean
  InFlightBytes inFlightBytes(PublishSettings settings, MeterRegistry meters) {
    InFlightBytes inFlight = new InFlightBytes(settings.inFlightBytesMax().toBytes());
    Gauge.builder("awfar.ingest.in.flight", inFlight, InFlightBytes::bytes)
        .description("Bytes held for requests that are not yet answered")
        .baseUnit("bytes")
        .register(meters);
    return inFlight;
  }

  @Bean
  RawEventEncoder rawEventEncoder(KafkaProperties kafka) throws ReflectiveOperationException {
    // By class name, since a build profile puts Confluent's serializer in its place.
    @SuppressWarnings("unchecked")
    Serializer<Object> serializer =
        (Serializer<Object>)
            kafka.getProducer().getValueSerializer().getDeclaredConstructor().newInstance();
    serializer.configure(kafka.buildProducerProperties(), false);
    return new RawEventEncoder(serializer, Topics.RAW_EVENTS.name());
  }

  @Bean
  LiveProducer liveProducer(
      KafkaAdmin admin,
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      PublishSettings settings,
      MeterRegistry meters) {
    return new LiveProducer(
        producerFactory(kafka, connection, settings, meters), new PartitionLeaders(admin), meters);
  }

  @Bean
  BrokerWatch brokerWatch(
      KafkaAdmin admin,
      RawEventEncoder encoder,
      LiveProducer producers,
      WarmUp lastStep,
      PublishSettings settings) {
    return new BrokerWatch(admin, encoder, producers, lastStep, settings);
  }

  @Bean
  BrokerHealth brokerHealthIndicator(BrokerWatch watch) {
    return new BrokerHealth(watch);
  }

  @Bean
  EventPublisher eventPublisher(
      RawEventEncoder encoder, LiveProducer producers, MeterRegistry meters) {
    return new EventPublisher(encoder, producers, meters);
  }

  /// Not a bean of its own: it would take the place of the factory that Boot's other parts expect.
  private static DefaultKafkaProducerFactory<String, byte[]> producerFactory(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      PublishSettings settings,
      MeterRegistry meters) {
    Map<String, Object> configs = new HashMap<>(kafka.buildProducerProperties());
    configs.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    var factory =
        new DefaultKafkaProducerFactory<>(
            ProducerProperties.of(settings, configs),
            new StringSerializer(),
            new ByteArraySerializer());
    factory.addListener(new MicrometerProducerListener<>(meters));
    return factory;
  }
}
