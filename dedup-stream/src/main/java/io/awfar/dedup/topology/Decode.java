package io.awfar.dedup.topology;

import io.awfar.dedup.count.Outcome;
import io.awfar.dedup.count.Tally;
import io.awfar.dedup.normalise.Normalised.Quarantined;
import io.awfar.dedup.normalise.Reason;
import io.awfar.dedup.position.ReadPosition;
import io.awfar.schemas.registry.RegistryFailure;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
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
  private @Nullable ReadPosition position;

  Decode(Deserializer<?> rawEvents, DeadLetters deadLetters) {
    this.rawEvents = rawEvents;
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    this.context = context;
    this.tally = Tally.of(context, Node.DECODE.id());
    this.position = ReadPosition.of(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Tally tally = Objects.requireNonNull(this.tally);
    tally.add(Outcome.RECEIVED);
    Objects.requireNonNull(position)
        .reached(
            Objects.requireNonNull(context).recordMetadata().orElseThrow(), record.timestamp());
    switch (decoded(record)) {
      case Decoded.Whole(RawRecord raw) ->
          Objects.requireNonNull(context).forward(record.withValue(raw), Node.DEDUPLICATE.id());
      case Decoded.Broken(Quarantined quarantined) -> {
        tally.add(Outcome.QUARANTINED);
        forwardLetter(record, quarantined);
      }
    }
  }

  private Decoded decoded(Record<byte[], byte[]> record) {
    byte @Nullable [] bytes = record.value();
    if (bytes == null) {
      return new Decoded.Broken(new Quarantined(Reason.EMPTY, "the record has no value"));
    }
    long excess = BesideValue.excess(record);
    if (excess > 0) {
      return new Decoded.Broken(
          new Quarantined(
              Reason.TOO_LARGE, "key and headers take %d bytes too many".formatted(excess)));
    }
    try {
      return rawEvents.deserialize(Topics.RAW_EVENTS.name(), bytes) instanceof RawEvent event
          ? new Decoded.Whole(new RawRecord(event, bytes))
          : undecodable("a record of another type");
    } catch (RuntimeException e) {
      if (RegistryFailure.isIn(e)) {
        // As what it is, so that the stream tries again whosever deserializer it was.
        throw new SchemaRegistryUnavailableException(
            "The schema registry does not let a raw event be read", e);
      }
      return undecodable(e.getClass().getSimpleName());
    }
  }

  private static Decoded undecodable(String detail) {
    return new Decoded.Broken(new Quarantined(Reason.UNDECODABLE, detail));
  }

  private void forwardLetter(Record<byte[], byte[]> record, Quarantined quarantined) {
    ProcessorContext<byte[], Object> context = Objects.requireNonNull(this.context);
    context.forward(
        deadLetters.of(quarantined, context, record, record.value()), Node.DEAD_LETTERS.id());
  }

  private sealed interface Decoded {
    record Whole(RawRecord raw) implements Decoded {}

    record Broken(Quarantined quarantined) implements Decoded {}
  }
}
