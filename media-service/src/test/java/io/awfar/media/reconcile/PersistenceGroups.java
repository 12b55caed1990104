package io.awfar.media.reconcile;

import io.awfar.media.RunningService;
import io.awfar.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Stands where persistence-service would, in groups of its own.
final class PersistenceGroups {

  private final String prefix = "persistence-" + UUID.randomUUID();

  String prefix() {
    return prefix;
  }

  /// All that was told of files so far counts as written.
  void hasReadAll() {
    for (String topic : List.of(Topics.MEDIA.name(), Topics.FILES.name())) {
      Map<String, Object> configs = new HashMap<>(RunningService.kafka());
      configs.put("group.id", prefix + "." + topic);
      try (Consumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(configs, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        List<TopicPartition> partitions =
            consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        consumer
            .endOffsets(partitions)
            .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
        consumer.commitSync(ends);
      }
    }
  }
}
