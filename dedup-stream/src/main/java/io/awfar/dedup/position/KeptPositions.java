package io.awfar.dedup.position;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What [ReadPosition] has kept, read out of the changelog of the counts while no stream runs.
final class KeptPositions {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;

  /// @param consumer in no group, reads what is committed
  KeptPositions(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /// The last record that the stream has processed of each partition, where that was kept.
  Map<Integer, Position> read(String changelog, Collection<Integer> partitions) {
    List<TopicPartition> parts =
        partitions.stream().map(partition -> new TopicPartition(changelog, partition)).toList();
    consumer.assign(parts);
    consumer.seekToBeginning(parts);
    Map<TopicPartition, Long> ends = consumer.endOffsets(parts);
    Map<Integer, Map<String, Long>> newest = new HashMap<>();
    long lastNanos = System.nanoTime();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        lastNanos = System.nanoTime();
        if (record.value() != null) {
          newest
              .computeIfAbsent(record.partition(), partition -> new HashMap<>())
              .put(
                  new String(record.key(), StandardCharsets.UTF_8),
                  ByteBuffer.wrap(record.value()).getLong());
        }
      }
      stopIfSilent(lastNanos, changelog);
    }
    Map<Integer, Position> positions = new HashMap<>();
    newest.forEach((partition, values) ->
        Position.of(values.get(ReadPosition.OFFSET), values.get(ReadPosition.TIME))
            .ifPresent(position -> positions.put(partition, position)));
    return positions;
  }

  /// Whether the record at that position is still the one that was processed. False as well when it
  /// is there no longer: then all that is left of the topic comes after it, or it is another topic.
  boolean isStillThere(TopicPartition partition, Position position) {
    List<TopicPartition> one = List.of(partition);
    consumer.assign(one);
    Long begin = consumer.beginningOffsets(one).get(partition);
    Long end = consumer.endOffsets(one).get(partition);
    if (begin == null || end == null || position.offset() < begin || position.offset() >= end) {
      return false;
    }
    consumer.seek(partition, position.offset());
    OptionalLong millis = timeOfNext(partition, position.offset());
    return millis.isPresent() && millis.getAsLong() == position.millis();
  }

  private OptionalLong timeOfNext(TopicPartition partition, long offset) {
    long startNanos = System.nanoTime();
    while (consumer.position(partition) <= offset) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return record.offset() == offset
            ? OptionalLong.of(Math.max(record.timestamp(), 0))
            : OptionalLong.empty();
      }
      stopIfSilent(startNanos, partition.topic());
    }
    return OptionalLong.empty();
  }

  private static void stopIfSilent(long sinceNanos, String topic) {
    if (System.nanoTime() - sinceNanos > SILENCE_MAX.toNanos()) {
      throw new TimeoutException(topic + " cannot be read");
    }
  }

  /// @param offset of the last record that was processed
  /// @param millis its time
  record Position(long offset, long millis) {
    static Optional<Position> of(@Nullable Long offset, @Nullable Long millis) {
      return offset == null || millis == null
          ? Optional.empty()
          : Optional.of(new Position(offset, millis));
    }
  }
}
