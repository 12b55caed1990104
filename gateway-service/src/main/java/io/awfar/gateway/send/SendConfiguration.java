package io.awfar.gateway.send;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.channel.WhatsAppTemplates;
import io.awfar.whatsapp.SendCommand;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts together what sends need of Kafka and of WhatsApp.
@Configuration(proxyBeanMethods = false)
class SendConfiguration {

  @Bean
  SendTopic sendTopic(
      KafkaProperties kafka, KafkaConnectionDetails connection, GatewaySettings settings)
      throws ReflectiveOperationException {
    SendSettings sends = settings.sends();
    Map<String, Object> configs =
        at(connection.getProducer().getBootstrapServers(), kafka.buildProducerProperties());
    // By class name, since a build profile puts Confluent's in the place of ours.
    @SuppressWarnings("unchecked")
    Serializer<SendCommand> values =
        (Serializer<SendCommand>)
            kafka.getProducer().getValueSerializer().getDeclaredConstructor().newInstance();
    values.configure(configs, false);
    return new SendTopic(admin(kafka, connection), producer(configs, sends), values, sends);
  }

  @Bean
  ReadLag readLag(
      KafkaProperties kafka, KafkaConnectionDetails connection, GatewaySettings settings) {
    SendSettings sends = settings.sends();
    Map<String, Object> consumer =
        at(connection.getConsumer().getBootstrapServers(), kafka.buildConsumerProperties());
    return new ReadLag(
        admin(kafka, connection),
        new TopicGaps(consumer, sends.lagTimeMax()),
        sends.dedupGroup(),
        sends.lagTimeMax());
  }

  @Bean
  ListedTemplates listedTemplates(
      WhatsAppTemplates whatsapp, GatewaySettings settings, Clock clock) {
    return new ListedTemplates(whatsapp::named, settings.sends(), clock);
  }

  private static Producer<String, byte[]> producer(
      Map<String, Object> configs, SendSettings settings) {
    int millisMax = Math.toIntExact(settings.writeTimeMax().toMillis());
    // Whoever waits is told after it is given up, so that few commands are written of which
    // somebody was told that they were not.
    configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) millisMax / 2);
    configs.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millisMax / 2);
    configs.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millisMax / 4);
    configs.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new KafkaProducer<>(configs, new StringSerializer(), new ByteArraySerializer());
  }

  private static Admin admin(KafkaProperties kafka, KafkaConnectionDetails connection) {
    return Admin.create(
        at(connection.getAdmin().getBootstrapServers(), kafka.buildAdminProperties()));
  }

  private static Map<String, Object> at(List<String> servers, Map<String, Object> more) {
    more.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    return more;
  }
}
