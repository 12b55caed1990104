package io.awfar.dedup;

import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads what consumers may see of the topics that the service writes.
final class CleanTopics implements AutoCloseable {

  private static final List<Topic<?>> TOPICS =
      List.of(Topics.MESSAGES, Topics.STATUSES, Topics.CHANNEL_EVENTS, Topics.DEAD_LETTERS);

  private final KafkaConsumer<String, byte[]> consumer;
  private final AvroDeserializer<SpecificRecord> deserializer = new AvroDeserializer<>();
  private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

  CleanTopics(String bootstrapServers, String registryUrl) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5000),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    deserializer.configure(Map.of("schema.registry.url", registryUrl), false);
    List<TopicPartition> partitions =
        TOPICS.stream()
            .flatMap(topic ->
                Stream.iterate(0, n -> n < topic.partitions(), n -> n + 1)
                    .map(n -> new TopicPartition(topic.name(), n)))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /// How many records there are so far; waits a moment for more.
  int poll() {
    consumer.poll(Duration.ofMillis(50)).forEach(read::add);
    return read.size();
  }

  /// Reads up to what is committed now.
  void drain() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      poll();
    }
  }

  List<ConsumerRecord<String, byte[]>> records(Topic<?> topic) {
    return read.stream()
        .filter(record -> record.topic().equals(topic.name()))
        .collect(Collectors.toList());
  }

  <V extends SpecificRecord> List<V> values(Topic<V> topic) {
    return records(topic).stream()
        .map(record ->
            topic.valueType().cast(deserializer.deserialize(topic.name(), record.value())))
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
    deserializer.close();
  }
}
