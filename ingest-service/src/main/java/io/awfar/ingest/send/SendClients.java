package io.awfar.ingest.send;

import io.awfar.ingest.attempt.StatusScan;
import io.awfar.ingest.attempt.ValueReader;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.schemas.topic.CommittedRecords;
import io.awfar.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// The Kafka clients of the sending side, as the settings have them.
@Component
@ConditionalOnBooleanProperty(name = "awfar.ingest.send.enabled", matchIfMissing = true)
final class SendClients implements DisposableBean {

  private static final String GROUP = "ingest-service.sends";
  private static final int POLL_RECORDS_MAX = 500;
  private static final int JOURNAL_BUFFER_BYTES = 8 << 20;

  private final KafkaProperties kafka;
  private final KafkaConnectionDetails connection;
  private final SendSettings settings;
  private final Serializer<Object> serializer;
  private final Deserializer<?> deserializer;
  private final Producer<byte[], byte[]> deadLetters;

  @SuppressWarnings("unchecked")
  SendClients(KafkaProperties kafka, KafkaConnectionDetails connection, SendSettings settings) {
    TrustedContracts.trust();
    this.kafka = kafka;
    this.connection = connection;
    this.settings = settings;
    // By class name, since a build profile puts Confluent's in their place.
    this.serializer =
        (Serializer<Object>) BeanUtils.instantiateClass(kafka.getProducer().getValueSerializer());
    serializer.configure(kafka.buildProducerProperties(), false);
    this.deserializer =
        (Deserializer<?>) BeanUtils.instantiateClass(kafka.getConsumer().getValueDeserializer());
    deserializer.configure(kafka.buildConsumerProperties(), false);
    this.deadLetters =
        new KafkaProducer<>(
            producerConfigs(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  Serializer<Object> serializer() {
    return serializer;
  }

  <V> ValueReader<V> values(Class<V> type) {
    return new ValueReader<>(deserializer, type);
  }

  Producer<byte[], byte[]> deadLetters() {
    return deadLetters;
  }

  /// A member of the group that shares out the commands.
  Consumer<byte[], byte[]> member() {
    Map<String, Object> configs = new HashMap<>(readerConfigs());
    configs.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS_MAX);
    configs.putAll(groupMembership());
    return new KafkaConsumer<>(configs, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// A reading of the statuses that belongs to no group.
  StatusScan statusScan() {
    return new StatusScan(
        new KafkaConsumer<>(
            readerConfigs(), new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  Map<String, Object> readerConfigs() {
    Map<String, Object> configs = new HashMap<>(kafka.buildConsumerProperties());
    configs.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    configs.putAll(CommittedRecords.CONFIGS);
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    configs.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return configs;
  }

  /// Of a producer that is given a transactional id.
  Map<String, Object> journalConfigs() {
    Map<String, Object> configs = producerConfigs();
    int timeoutMillis = Math.toIntExact(settings.transactionTimeout().toMillis());
    configs.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeoutMillis);
    configs.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
    configs.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis / 2);
    configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMillis);
    configs.put(ProducerConfig.BUFFER_MEMORY_CONFIG, JOURNAL_BUFFER_BYTES);
    // Steps are committed together already, and a call waits for each.
    configs.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return configs;
  }

  @Override
  public void destroy() {
    deadLetters.close();
  }

  private Map<String, Object> producerConfigs() {
    Map<String, Object> configs = new HashMap<>(kafka.buildProducerProperties());
    configs.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
    configs.put(ProducerConfig.ACKS_CONFIG, "all");
    configs.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.RECORD_BYTES_MAX);
    return configs;
  }

  private Map<String, Object> groupMembership() {
    Object instance = kafka.buildConsumerProperties().get(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    return instance == null ? Map.of() : Map.of(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
  }
}
