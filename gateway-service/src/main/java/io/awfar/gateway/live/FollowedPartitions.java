package io.awfar.gateway.live;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// All partitions of all topics with events, as one consumer reads them.
///
/// Each call that asks the brokers throws Kafka's `TimeoutException` if they do not answer. Not
/// thread-safe.
final class FollowedPartitions {

  private static final Duration CALL_TIME_MAX = Duration.ofSeconds(5);

  private static final Map<String, LiveTopic> TOPICS =
      Arrays.stream(LiveTopic.values())
          .collect(Collectors.toMap(LiveTopic::topicName, Function.identity()));

  private final Consumer<byte[], byte[]> consumer;
  private final Set<TopicPartition> partitions = new HashSet<>();

  FollowedPartitions(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  static LiveTopic topic(String name) {
    LiveTopic topic = TOPICS.get(name);
    if (topic == null) {
      throw new IllegalStateException("Not asked for: " + name);
    }
    return topic;
  }

  /// Begins at the ends, or before as many of the marks as the bound allows.
  ///
  /// @param marks the newest first
  /// @param recordsMax that may be read back
  /// @param memory is told where each partition begins
  /// @return the ends
  Map<TopicPartition, Long> begin(List<Positions> marks, long recordsMax, EventMemory memory) {
    partitions.addAll(found());
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, CALL_TIME_MAX);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, CALL_TIME_MAX);
    Positions from = from(marks, ends, recordsMax);
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      long begin = begins.getOrDefault(partition, 0L);
      seek(partition, from == null ? end : Math.clamp(at(from, partition), begin, end), memory);
    }
    return ends;
  }

  /// What was made since is read from its beginning.
  void addNew(EventMemory memory) {
    Set<TopicPartition> added = found();
    added.removeAll(partitions);
    if (!added.isEmpty()) {
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(added, CALL_TIME_MAX);
      partitions.addAll(added);
      consumer.assign(partitions);
      added.forEach(partition -> seek(partition, begins.getOrDefault(partition, 0L), memory));
    }
  }

  /// Records that are not read yet, as the brokers say at this moment.
  long lag() {
    return distance(consumer.endOffsets(partitions, CALL_TIME_MAX));
  }

  /// Records between where reading is and the ends.
  long distance(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  Positions positions() {
    Positions positions = new Positions();
    partitions.forEach(partition ->
        positions.set(
            topic(partition.topic()), partition.partition(), consumer.position(partition)));
    return positions;
  }

  int size() {
    return partitions.size();
  }

  /// Before as many of the marks as the bound allows; null if it allows none.
  static @Nullable Positions from(
      List<Positions> marks, Map<TopicPartition, Long> ends, long recordsMax) {
    Positions from = null;
    for (Positions mark : marks) {
      // Gateways are not equally far: a newer mark may be behind an older one in some partition.
      Positions lesser = from == null ? mark : Positions.lesser(from, mark);
      long records =
          ends.entrySet().stream()
              .mapToLong(end -> Math.max(0, end.getValue() - at(lesser, end.getKey())))
              .sum();
      if (records > recordsMax) {
        break;
      }
      from = lesser;
    }
    return from;
  }

  private void seek(TopicPartition partition, long offset, EventMemory memory) {
    memory.begin(topic(partition.topic()), partition.partition(), offset);
    consumer.seek(partition, offset);
  }

  private static long at(Positions positions, TopicPartition partition) {
    return positions.at(topic(partition.topic()), partition.partition());
  }

  private Set<TopicPartition> found() {
    Set<TopicPartition> found = new HashSet<>();
    for (String topic : TOPICS.keySet()) {
      List<PartitionInfo> infos = consumer.partitionsFor(topic, CALL_TIME_MAX);
      if (infos != null) {
        infos.forEach(info -> found.add(new TopicPartition(topic, info.partition())));
      }
    }
    return found;
  }
}
