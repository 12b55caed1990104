package io.awfar.ingest.send;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits how far the sends of our partitions have come: now and then, and at a hand-over. For the
/// consumer's thread.
final class OffsetCommits {

  private static final Logger log = LoggerFactory.getLogger(OffsetCommits.class);

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private long lastNanos = System.nanoTime();

  /// Commits what has changed, if it is time.
  void commitInTime(Consumer<byte[], byte[]> consumer, Collection<PartitionSends> partitions) {
    if (System.nanoTime() - lastNanos <= INTERVAL_NANOS) {
      return;
    }
    lastNanos = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> changed = positions(partitions);
    changed.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
    if (!changed.isEmpty()) {
      committed.putAll(changed);
      // One that fails is made good by the next, or by another's reading of the journal.
      consumer.commitAsync(
          changed,
          (failed, failure) -> {
            if (failure != null) {
              failed.keySet().forEach(committed::remove);
            }
          });
    }
  }

  /// Commits all before partitions are given up, and returns when that is done, or cannot be.
  void commitNow(Consumer<byte[], byte[]> consumer, Collection<PartitionSends> partitions) {
    try {
      consumer.commitSync(positions(partitions));
    } catch (KafkaException e) {
      log.warn("Offsets are not committed at the hand-over: {}", e.toString());
    }
  }

  /// The partition is not ours any more.
  void forget(TopicPartition partition) {
    committed.remove(partition);
  }

  private static Map<TopicPartition, OffsetAndMetadata> positions(
      Collection<PartitionSends> partitions) {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    partitions.forEach(
        sends -> positions.put(sends.commands(), CommitNote.of(sends.window().position())));
    return positions;
  }
}
