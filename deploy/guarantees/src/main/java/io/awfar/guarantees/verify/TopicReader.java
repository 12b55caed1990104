package io.awfar.guarantees.verify;

import io.awfar.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/// Reads topics as an analyst would: committed records only, from the first to the last.
public final class TopicReader {

  private final String bootstrapServers;
  private final String registryUrl;

  public TopicReader(String bootstrapServers, String registryUrl) {
    this.bootstrapServers = bootstrapServers;
    this.registryUrl = registryUrl;
  }

  /// Hands over every record that is there now, in the order of each partition.
  public <V extends SpecificRecord> void read(
      Topic<V> topic, Consumer<ConsumerRecord<String, V>> each) {
    List<TopicPartition> partitions = partitions(topic);
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(settings(IsolationLevel.READ_COMMITTED))) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(500)).forEach(each);
      }
    }
  }

  /// How many offsets of a topic readers of committed records have not been shown, because a
  /// transaction is open before them.
  public long heldBack(Topic<?> topic) {
    return end(topic, IsolationLevel.READ_UNCOMMITTED) - end(topic, IsolationLevel.READ_COMMITTED);
  }

  /// The sum of the end offsets of a topic: its records, if no transactions write to it.
  public long end(Topic<?> topic) {
    return end(topic, IsolationLevel.READ_UNCOMMITTED);
  }

  private long end(Topic<?> topic, IsolationLevel isolation) {
    try (KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(settings(isolation))) {
      return consumer.endOffsets(partitions(topic)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private Map<String, Object> settings(IsolationLevel isolation) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("schema.registry.url", registryUrl);
    settings.put("isolation.level", isolation.toString());
    settings.put("allow.auto.create.topics", "false");
    settings.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    settings.put("value.deserializer", "io.awfar.schemas.serde.AvroDeserializer");
    return settings;
  }

  private static List<TopicPartition> partitions(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }
}
