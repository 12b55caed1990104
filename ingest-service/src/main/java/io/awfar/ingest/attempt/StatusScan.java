package io.awfar.ingest.attempt;

import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// A reading of all partitions of the statuses from some time on, for one thread.
public final class StatusScan implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  /// How far the clocks of the broker, of WhatsApp and ours may be apart.
  private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /// @param consumer one that reads committed records; closed with the scan, and if there is none
  /// @throws org.apache.kafka.common.KafkaException if the broker does not answer
  public StatusScan(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.partitions = assignAll(consumer);
  }

  private static List<TopicPartition> assignAll(Consumer<byte[], byte[]> consumer) {
    try {
      List<TopicPartition> all =
          consumer.partitionsFor(Topics.STATUSES.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(all);
      // Until it is told from when on.
      consumer.seekToEnd(all);
      return all;
    } catch (RuntimeException e) {
      // Nobody else can: there is no scan to close.
      consumer.close();
      throw e;
    }
  }

  /// Reads what can have been written since then, by whichever clock, unless it has yet to come
  /// there: a reading never skips.
  void from(Instant time) {
    long since = time.minus(CLOCKS_APART_MAX).toEpochMilli();
    Map<TopicPartition, Long> times =
        partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> since));
    Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    partitions.forEach(partition -> {
      // Nothing so late: there is nothing to go back to.
      @Nullable OffsetAndTimestamp at = found.get(partition);
      if (at != null && at.offset() < consumer.position(partition)) {
        consumer.seek(partition, at.offset());
      }
    });
  }

  ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(POLL);
  }

  /// Whether all was read that there is at this moment.
  boolean isAtEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    // One that an interrupted thread closes cannot take its leave of the broker, and logs an error.
    boolean interrupted = Thread.interrupted();
    consumer.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
