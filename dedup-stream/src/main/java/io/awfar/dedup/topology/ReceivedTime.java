package io.awfar.dedup.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/// The time of a raw event: its record's timestamp, which the edge sets to the time of receipt.
///
/// Not the field inside the event, since the broker refuses record timestamps from the future
/// ([io.awfar.schemas.topic.Topic#AHEAD_MAX]): one edge with a wrong clock must not end everyone's
/// memory.
final class ReceivedTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    // A record without a timestamp has -1, at which the default extractor stops the stream.
    return Math.max(record.timestamp(), 0);
  }
}
