package io.awfar.media.reconcile;

import io.awfar.schemas.topic.CommittedRecords;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Whether the rows are written of all that was told of files: an object may look forgotten because
/// persistence-service is behind.
///
/// It is asked by looking for the first record that its groups have not read. Offsets alone do not
/// say it: the marks of transactions count, too. A group that has not begun with what there is, as
/// one that is named wrongly, is behind, however young that is.
///
/// Nobody reads past a transaction that is not at its end: a group that stands before one has read
/// all that it can read, and yet is behind once that transaction is old.
final class WrittenRows {

  private static final List<Topic<?>> TOLD = List.of(Topics.MEDIA, Topics.FILES);
  private static final Duration POLL_TIME = Duration.ofMillis(200);
  private static final int FETCH_BYTES_MAX = 64 * 1024;

  private final Map<String, Object> consumerConfigs;
  private final String group;
  private final Duration timeMax;
  private final Clock clock;

  /// @param consumerConfigs of the service's consumers
  /// @param group beginning of the names of the groups that write rows, one for each topic
  /// @param timeMax longest time for the answer about a topic
  WrittenRows(Map<String, Object> consumerConfigs, String group, Duration timeMax, Clock clock) {
    this.consumerConfigs = consumerConfigs;
    this.group = group;
    this.timeMax = timeMax;
    this.clock = clock;
  }

  /// Whether there is a row of all that was told before this time.
  ///
  /// @throws RunEndedException if Kafka does not tell
  boolean reach(Instant time) {
    try {
      for (Topic<?> topic : TOLD) {
        if (!isRead(topic.name(), time)) {
          return false;
        }
      }
      return true;
    } catch (KafkaException e) {
      throw new RunEndedException(Outcome.KAFKA_DOWN, "Kafka does not tell what was read", e);
    }
  }

  private boolean isRead(String topic, Instant time) {
    Map<TopicPartition, Long> ends;
    try (Consumer<byte[], byte[]> consumer = consumer(topic, IsolationLevel.READ_COMMITTED)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic, timeMax).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      // Not a member of the group, which goes on undisturbed, but where it stands.
      consumer.assign(partitions);
      ends = consumer.endOffsets(partitions, timeMax);
      Map<TopicPartition, OffsetAndMetadata> begun = consumer.committed(ends.keySet(), timeMax);
      if (isAnyFirst(
          consumer,
          ends,
          (partition, first) -> isOld(first, time) || begun.get(partition) == null)) {
        return false;
      }
    }
    try (Consumer<byte[], byte[]> consumer = consumer(topic, IsolationLevel.READ_UNCOMMITTED)) {
      consumer.assign(ends.keySet());
      ends.forEach(consumer::seek);
      // What is first beyond the end of what can be read is of the oldest transaction under way.
      return !isAnyFirst(
          consumer, consumer.endOffsets(ends.keySet(), timeMax), (_, first) -> isOld(first, time));
    }
  }

  private static boolean isOld(ConsumerRecord<byte[], byte[]> record, Instant time) {
    return record.timestamp() < time.toEpochMilli();
  }

  /// Whether this is true of the first record before its end that any of the partitions goes on
  /// with.
  private boolean isAnyFirst(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      BiPredicate<TopicPartition, ConsumerRecord<byte[], byte[]>> asked) {
    Instant end = clock.instant().plus(timeMax);
    Set<TopicPartition> left = new HashSet<>(ends.keySet());
    while (true) {
      left.removeIf(partition -> isAtEnd(consumer, partition, ends));
      if (left.isEmpty()) {
        return false;
      }
      if (clock.instant().isAfter(end)) {
        throw new RunEndedException(Outcome.KAFKA_DOWN, "Kafka does not tell what was read", null);
      }
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIME);
      for (TopicPartition partition : records.partitions()) {
        ConsumerRecord<byte[], byte[]> first = records.records(partition).getFirst();
        if (left.remove(partition) && asked.test(partition, first)) {
          return true;
        }
      }
      consumer.pause(records.partitions());
    }
  }

  private boolean isAtEnd(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, Map<TopicPartition, Long> ends) {
    return consumer.position(partition, timeMax) >= ends.getOrDefault(partition, 0L);
  }

  private Consumer<byte[], byte[]> consumer(String topic, IsolationLevel isolation) {
    Map<String, Object> configs = new HashMap<>(consumerConfigs);
    configs.putAll(CommittedRecords.CONFIGS);
    configs.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
    configs.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    configs.put(ConsumerConfig.GROUP_ID_CONFIG, group + "." + topic);
    configs.put(ConsumerConfig.CLIENT_ID_CONFIG, "media-service-reconcile");
    configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    configs.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES_MAX);
    return new KafkaConsumer<>(configs, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
