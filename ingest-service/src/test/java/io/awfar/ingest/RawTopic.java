package io.awfar.ingest;

import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.RawEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads back what was published.
final class RawTopic {

  private RawTopic() {}

  /// The committed records of a channel up to the topic's end at this moment.
  static List<ConsumerRecord<String, RawEvent>> read(
      String bootstrapServers, String registryUrl, String channelId) {
    var values = new AvroDeserializer<RawEvent>();
    values.configure(Map.of("schema.registry.url", registryUrl), false);
    Map<String, Object> configs =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            "read_committed",
            "fetch.max.wait.ms",
            20);
    try (var consumer = new KafkaConsumer<>(configs, new StringDeserializer(), values)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.RAW_EVENTS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, RawEvent>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records.stream()
          .filter(record -> record.value().getChannelId().equals(channelId))
          .toList();
    }
  }

  static String payload(RawEvent event) {
    return StandardCharsets.UTF_8.decode(event.getPayload().duplicate()).toString();
  }
}
