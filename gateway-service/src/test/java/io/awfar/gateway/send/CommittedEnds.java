package io.awfar.gateway.send;

import static java.util.stream.Collectors.toMap;

import io.awfar.schemas.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// What a group says that it has read.
final class CommittedEnds {

  private CommittedEnds() {}

  /// Lets a group have read all that there is in a topic.
  static void of(Admin admin, String group, Topic<?> topic) throws Exception {
    int partitions =
        admin
            .describeTopics(List.of(topic.name()))
            .allTopicNames()
            .get()
            .get(topic.name())
            .partitions()
            .size();
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, partitions)
            .boxed()
            .collect(toMap(n -> new TopicPartition(topic.name(), n), _ -> OffsetSpec.latest()));
    Map<TopicPartition, OffsetAndMetadata> ends =
        admin.listOffsets(latest).all().get().entrySet().stream()
            .collect(
                toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue().offset())));
    admin.alterConsumerGroupOffsets(group, ends).all().get();
  }
}
