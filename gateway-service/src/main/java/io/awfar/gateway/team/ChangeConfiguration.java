package io.awfar.gateway.team;

import io.awfar.gateway.GatewaySettings;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChatChange;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts together what the changes of chats need of Kafka.
@Configuration(proxyBeanMethods = false)
class ChangeConfiguration {

  @Bean
  ChangeTopic changeTopic(
      KafkaProperties kafka, KafkaConnectionDetails connection, GatewaySettings settings)
      throws ReflectiveOperationException {
    Admin admin =
        Admin.create(at(connection.getAdmin().getBootstrapServers(), kafka.buildAdminProperties()));
    return new ChangeTopic(
        admin,
        producer(kafka, connection, settings.teams()),
        Topics.CHAT_CHANGES.newTopic(settings.channels().topicReplicationFactor()));
  }

  private static Producer<String, ChatChange> producer(
      KafkaProperties kafka, KafkaConnectionDetails connection, TeamSettings settings)
      throws ReflectiveOperationException {
    Map<String, Object> configs =
        at(connection.getProducer().getBootstrapServers(), kafka.buildProducerProperties());
    int millisMax = Math.toIntExact(settings.changesWriteTimeMax().toMillis());
    // It is given up before whoever waits gives up, though one is written first and then all the
    // others: what is written later would be out of order.
    configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) millisMax / 8);
    configs.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millisMax / 4);
    configs.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millisMax / 8);
    configs.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // By class name, since a build profile puts Confluent's in the place of ours.
    @SuppressWarnings("unchecked")
    Serializer<ChatChange> values =
        (Serializer<ChatChange>)
            kafka.getProducer().getValueSerializer().getDeclaredConstructor().newInstance();
    values.configure(configs, false);
    return new KafkaProducer<>(configs, new StringSerializer(), values);
  }

  private static Map<String, Object> at(List<String> servers, Map<String, Object> more) {
    more.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    return more;
  }
}
