package io.awfar.persistence.batch;

import io.awfar.persistence.PersistenceSettings;
import io.awfar.persistence.count.RowCounts;
import io.awfar.schemas.serde.TrustedContracts;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.backoff.ExponentialBackOff;

/// Builds the consumers of a topic: their group, their batches, and what they do on failure.
@Component
final class ContainerFactory {

  private static final String NAME = "persistence-service";

  private final ConsumerFactory<byte[], byte[]> consumers;
  private final PersistenceSettings settings;
  private final RowCounts counts;
  private final Transactions transactions;
  private final DeadLetters deadLetters;
  private final WaitingConsumers waiting;
  private final MeterRegistry meters;
  private final ApplicationContext context;

  ContainerFactory(
      ConsumerFactory<byte[], byte[]> consumers,
      PersistenceSettings settings,
      RowCounts counts,
      Transactions transactions,
      DeadLetters deadLetters,
      WaitingConsumers waiting,
      MeterRegistry meters,
      ApplicationContext context) {
    this.consumers = consumers;
    this.settings = settings;
    this.counts = counts;
    this.transactions = transactions;
    this.deadLetters = deadLetters;
    this.waiting = waiting;
    this.meters = meters;
    this.context = context;
  }

  /// Each topic has a group of its own, so that a rebalance of one does not stop the others.
  <V extends SpecificRecord> ConcurrentMessageListenerContainer<byte[], byte[]> container(
      RowStore<V> store) {
    String topic = store.topic().name();
    ContainerProperties properties = new ContainerProperties(topic);
    properties.setGroupId(NAME + '.' + topic);
    properties.setClientId(NAME + '.' + topic);
    // The listener commits: it may have read more than the container knows of.
    properties.setAckMode(AckMode.MANUAL);
    properties.setKafkaConsumerProperties(limits());
    properties.setMicrometerEnabled(false);
    var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
    container.setupMessageListener(consumer(store, container::isRunning));
    container.setBeanName(topic);
    container.setConcurrency(settings.consumersPerTopic());
    container.setCommonErrorHandler(retryForEver());
    container.setApplicationEventPublisher(context);
    return container;
  }

  private <V extends SpecificRecord> BatchConsumer<V> consumer(
      RowStore<V> store, BooleanSupplier running) {
    return new BatchConsumer<>(
        settings.batchRecordsMax(),
        running,
        new RecordDecoder<>(deserializer(), store.topic().valueType()),
        new Backlog<>(
            store,
            counts,
            transactions,
            new TransactionSize(settings.batchRecordsMax(), settings.transactionRecordsMax()),
            settings.transactionTimeMax(),
            Backlog.PENDING_MAX),
        new BatchWriter<>(store, counts, transactions),
        deadLetters,
        new BatchMetrics(meters, store.topic().name()),
        waiting);
  }

  private Properties limits() {
    Properties limits = new Properties();
    limits.put(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(settings.batchRecordsMax()));
    limits.put(
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Long.toString(settings.batchSizeMax().toBytes()));
    return limits;
  }

  /// Pauses the consumer, keeps its place in the group, and hands over the same batch again and
  /// again: every failure that gets here is one of the surroundings, since the bad records are dead
  /// letters by then.
  private DefaultErrorHandler retryForEver() {
    ExponentialBackOff backOff = new ExponentialBackOff(settings.retryDelayMin().toMillis(), 2);
    backOff.setMaxInterval(settings.retryDelayMax().toMillis());
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    handler.setClassifications(Map.of(), true);
    return handler;
  }

  private Deserializer<?> deserializer() {
    TrustedContracts.trust();
    Class<?> type =
        ClassUtils.resolveClassName(settings.valueDeserializer(), context.getClassLoader());
    Deserializer<?> deserializer = (Deserializer<?>) BeanUtils.instantiateClass(type);
    deserializer.configure(consumers.getConfigurationProperties(), false);
    return deserializer;
  }
}
