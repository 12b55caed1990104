package io.awfar.bench.dedup;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What came out, as a consumer of committed records sees it.
///
/// @param records all of them
/// @param events different ones among them
record CleanTopic(long records, long events) {

  private static final Duration POLL = Duration.ofMillis(200);

  /// Reads the topic to its end.
  static CleanTopic read(String bootstrapServers, String topic) {
    BitSet seen = new BitSet();
    long records = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        polled.forEach(record -> seen.set(Math.toIntExact(SampleRecord.ordinal(record.value()))));
        records += polled.count();
      }
    }
    return new CleanTopic(records, seen.cardinality());
  }

  /// Whether each of so many events is there once and nothing else is.
  boolean isExactly(long expected) {
    return records == expected && events == expected;
  }
}
