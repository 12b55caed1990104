package io.awfar.persistence.batch;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;

/// The poll that a listener was given, and those that it makes itself for as long as the consumer
/// is behind by at least a whole one: with less to read, rows that were read had better be
/// committed.
///
/// For the consumer's thread only, like the consumer.
final class Polls implements Iterator<List<ConsumerRecord<byte[], byte[]>>> {

  /// A fetch of what is known to be there comes in less.
  private static final Duration FETCH_TIME_MAX = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final int pollRecordsMax;
  private final Set<TopicPartition> read = new HashSet<>();
  private final Map<TopicPartition, Long> ahead = new HashMap<>();
  private final List<ConsumerRecord<byte[], byte[]>> given;
  private List<ConsumerRecord<byte[], byte[]>> next;
  private long records;

  Polls(
      Consumer<byte[], byte[]> consumer,
      int pollRecordsMax,
      List<ConsumerRecord<byte[], byte[]>> given) {
    this.consumer = consumer;
    this.pollRecordsMax = pollRecordsMax;
    this.given = given;
    this.next = given;
    given.forEach(record -> read.add(new TopicPartition(record.topic(), record.partition())));
  }

  /// Whether there are more records at hand; reads them if so.
  @Override
  public boolean hasNext() {
    if (next.isEmpty() && isBehind()) {
      next = poll();
    }
    return !next.isEmpty();
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<ConsumerRecord<byte[], byte[]>> result = next;
    records += result.size();
    next = List.of();
    return result;
  }

  /// How many records were handed out and not given back.
  long records() {
    return records;
  }

  /// Lets the consumer read again what was read beyond the poll that was given.
  ///
  /// @return the poll that was given
  List<ConsumerRecord<byte[], byte[]>> onlyGiven() {
    Set<TopicPartition> assigned = consumer.assignment();
    ahead.forEach((partition, offset) -> {
      if (assigned.contains(partition)) {
        consumer.seek(partition, offset);
      }
    });
    ahead.clear();
    records = given.size();
    next = List.of();
    return given;
  }

  /// Commits the offsets of all that was read, where that is still ours to do.
  void commit() {
    Set<TopicPartition> assigned = consumer.assignment();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : read) {
      if (assigned.contains(partition)) {
        offsets.put(partition, new OffsetAndMetadata(consumer.position(partition)));
      }
    }
    try {
      consumer.commitSync(offsets);
    } catch (RebalanceInProgressException | CommitFailedException e) {
      // Whoever has the partitions now reads these records again, and finds their rows.
    }
  }

  private boolean isBehind() {
    long lag =
        consumer.assignment().stream()
            .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
            .sum();
    return lag >= pollRecordsMax;
  }

  private List<ConsumerRecord<byte[], byte[]>> poll() {
    ConsumerRecords<byte[], byte[]> polled;
    try {
      polled = consumer.poll(FETCH_TIME_MAX);
    } catch (WakeupException e) {
      // The service stops; what was read is still written.
      return List.of();
    }
    for (TopicPartition partition : polled.partitions()) {
      read.add(partition);
      ahead.putIfAbsent(partition, polled.records(partition).getFirst().offset());
    }
    return StreamSupport.stream(polled.spliterator(), false).toList();
  }
}
