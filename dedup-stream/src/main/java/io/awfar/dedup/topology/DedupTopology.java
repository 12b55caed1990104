package io.awfar.dedup.topology;

import io.awfar.dedup.count.Tally;
import io.awfar.dedup.normalise.Normaliser;
import io.awfar.dedup.seen.SeenEventsLog;
import io.awfar.dedup.seen.SeenMemory;
import io.awfar.dedup.store.BeforeCommit;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/// The whole stream on one screen.
///
/// Values are read as bytes and decoded by the first processor, so that bytes which are no raw
/// event become a dead letter instead of stopping the partition.
///
/// @param rawEvents decodes raw events; used by all stream threads
/// @param records encodes what goes out; used by all stream threads
/// @param seenMemory what all partitions of this instance remember events in
/// @param memory how long an event is known at least
public record DedupTopology(
    Deserializer<?> rawEvents,
    Serializer<SpecificRecord> records,
    SeenMemory seenMemory,
    Duration memory) {

  /// Largest value that may go out: what a topic takes, less the key, headers and the batch.
  private static final int VALUE_BYTES_MAX = Topic.RECORD_BYTES_MAX - BesideValue.BYTES_RESERVED;

  /// Builds it.
  public Topology build() {
    ByteArrayDeserializer bytesIn = new ByteArrayDeserializer();
    ByteArraySerializer bytesOut = new ByteArraySerializer();
    Normaliser normaliser = new Normaliser(VALUE_BYTES_MAX);
    DeadLetters deadLetters = new DeadLetters(VALUE_BYTES_MAX);

    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            Node.RAW_EVENTS.id(),
            new ReceivedTime(),
            bytesIn,
            bytesIn,
            Topics.RAW_EVENTS.name())
        .addProcessor(
            Node.DECODE.id(), () -> new Decode(rawEvents, deadLetters), Node.RAW_EVENTS.id())
        .addProcessor(Node.DEDUPLICATE.id(), Deduplicate::new, Node.DECODE.id())
        .addProcessor(
            Node.NORMALISE.id(),
            () -> new Normalise(normaliser, deadLetters),
            Node.DEDUPLICATE.id())
        .addStateStore(SeenEventsLog.store(seenMemory, memory), Node.DEDUPLICATE.id())
        .addStateStore(Tally.store(), Node.DECODE.id(), Node.DEDUPLICATE.id(), Node.NORMALISE.id())
        .addStateStore(
            BeforeCommit.store(), Node.DECODE.id(), Node.DEDUPLICATE.id(), Node.NORMALISE.id())
        .addSink(Node.MESSAGES.id(), Topics.MESSAGES.name(), bytesOut, records, Node.NORMALISE.id())
        .addSink(Node.STATUSES.id(), Topics.STATUSES.name(), bytesOut, records, Node.NORMALISE.id())
        .addSink(
            Node.CHANNEL_EVENTS.id(),
            Topics.CHANNEL_EVENTS.name(),
            bytesOut,
            records,
            Node.NORMALISE.id())
        .addSink(
            Node.DEAD_LETTERS.id(),
            Topics.DEAD_LETTERS.name(),
            bytesOut,
            records,
            Node.DECODE.id(),
            Node.NORMALISE.id());
  }
}
