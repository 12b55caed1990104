package io.awfar.media.lane;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// What of a poll has waited long enough.
///
/// All records of a lane wait equally long, so the first of a partition that is not due holds back
/// only such as are not due either.
///
/// @param due in the order of the poll
/// @param heads the first record that is not due, of each partition that has one
record DueRecords(
    List<ConsumerRecord<byte[], byte[]>> due, Map<TopicPartition, DueRecords.Head> heads) {

  /// @param offset to go on from at `at`
  record Head(long offset, Instant at) {}

  /// @param delay from the time of a record, which is when it was written
  static DueRecords of(List<ConsumerRecord<byte[], byte[]>> records, Duration delay, Instant now) {
    List<ConsumerRecord<byte[], byte[]>> due = new ArrayList<>();
    Map<TopicPartition, Head> heads = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      Instant at = Instant.ofEpochMilli(record.timestamp()).plus(delay);
      if (heads.containsKey(partition)) {
        continue;
      }
      if (at.isAfter(now)) {
        heads.put(partition, new Head(record.offset(), at));
      } else {
        due.add(record);
      }
    }
    return new DueRecords(due, heads);
  }
}
