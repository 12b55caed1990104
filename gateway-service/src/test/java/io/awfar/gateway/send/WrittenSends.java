package io.awfar.gateway.send;

import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.SendCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What lies in the topic of sends.
final class WrittenSends {

  private WrittenSends() {}

  /// The commands for a number, in order for each chat.
  static List<ConsumerRecord<String, SendCommand>> of(String channelId) {
    return of(TestKafka.bootstrapServers(), channelId);
  }

  static List<ConsumerRecord<String, SendCommand>> of(String bootstrapServers, String channelId) {
    AvroDeserializer<SendCommand> values = new AvroDeserializer<>();
    values.configure(
        Map.of("schema.registry.url", TestRegistry.url(), "specific.avro.reader", true), false);
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), values)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.SENDS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, SendCommand>> found = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (record.value().getChannelId().equals(channelId)) {
            found.add(record);
          }
        }
      }
      return found;
    }
  }
}
