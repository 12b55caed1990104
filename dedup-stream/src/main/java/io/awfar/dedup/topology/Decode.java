package io.awfar.dedup.topology;

import io.awfar.dedup.count.Outcome;
import io.awfar.dedup.count.Tally;
import io.awfar.dedup.normalise.Normalised.Quarantined;
import io.awfar.dedup.normalise.Reason;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.RawEvent;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Counts every record as received and decodes it; what is no raw event becomes a dead letter.
///
/// Where the registry and not the record is to blame, it fails: the record is tried again later.
final class Decode implements Processor<byte[], byte[], byte[], Object> {

  private final Deserializer<?> rawEvents;
  private final DeadLetters deadLetters;
  private @Nullable ProcessorContext<byte[], Object> context;
  private @Nullable Tally tally;

  Decode(Deserializer<?> rawEvents, DeadLetters deadLetters) {
    this.rawEvents = rawEvents;
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    this.tally = new Tally(context.getStateStore(Tally.STORE));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], Object> context = Objects.requireNonNull(this.context);
    Tally tally = Objects.requireNonNull(this.tally);
    tally.add(Outcome.RECEIVED);
    byte @Nullable [] bytes = record.value();
    if (bytes == null) {
      quarantine(context, tally, record, new Quarantined(Reason.EMPTY, "the record has no value"));
      return;
    }
    Object decoded;
    try {
      decoded = rawEvents.deserialize(Topics.RAW_EVENTS.name(), bytes);
    } catch (RuntimeException e) {
      if (RegistryFailure.isIn(e)) {
        throw e;
      }
      decoded = e.getClass().getSimpleName();
    }
    if (decoded instanceof RawEvent event) {
      context.forward(record.withValue(new RawRecord(event, bytes)), Node.DEDUPLICATE.id());
    } else {
      String found = decoded instanceof String ? "" + decoded : "a record of another type";
      quarantine(context, tally, record, new Quarantined(Reason.UNDECODABLE, found));
    }
  }

  private void quarantine(
      ProcessorContext<byte[], Object> context,
      Tally tally,
      Record<byte[], byte[]> record,
      Quarantined quarantined) {
    tally.add(Outcome.QUARANTINED);
    context.forward(
        record.withValue(
            deadLetters.of(quarantined, context, record.key(), record.value(), record.timestamp())),
        Node.DEAD_LETTERS.id());
  }
}
