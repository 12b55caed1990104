package io.awfar.dedup.topology;

import io.awfar.dedup.count.Outcome;
import io.awfar.dedup.count.Tally;
import io.awfar.dedup.normalise.Normalised;
import io.awfar.dedup.normalise.Normalised.Quarantined;
import io.awfar.dedup.normalise.Normaliser;
import io.awfar.dedup.normalise.Reason;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.topic.MediaHeader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends each event, normalised, to the topic of its kind, with the key and time it came with.
final class Normalise implements Processor<byte[], RawRecord, byte[], SpecificRecord> {

  private static final Logger log = LoggerFactory.getLogger(Normalise.class);

  private final Normaliser normaliser;
  private final DeadLetters deadLetters;
  private @Nullable ProcessorContext<byte[], SpecificRecord> context;
  private @Nullable Tally tally;

  Normalise(Normaliser normaliser, DeadLetters deadLetters) {
    this.normaliser = normaliser;
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    this.context = context;
    this.tally = Tally.of(context, Node.NORMALISE.id());
  }

  @Override
  public void process(Record<byte[], RawRecord> record) {
    switch (normalised(record.value())) {
      case Normalised.OfMessage(var message) -> {
        MediaHeader.set(record.headers(), message.getMedia() != null);
        publish(Node.MESSAGES, record.withValue(message));
      }
      case Normalised.OfStatus(var status) -> publish(Node.STATUSES, record.withValue(status));
      case Normalised.OfChannelEvent(var event) -> {
        byte[] key = ChatKey.ofChannel(event.getChannelId()).getBytes(StandardCharsets.UTF_8);
        publish(Node.CHANNEL_EVENTS, record.withKey(key).withValue(event));
      }
      case Quarantined quarantined -> quarantine(record, quarantined);
    }
  }

  private Normalised normalised(RawRecord raw) {
    try {
      return normaliser.normalise(raw.event());
    } catch (RuntimeException e) {
      // A mistake of ours must not stop the partition. The message may quote the content.
      String failure = e.getClass().getSimpleName();
      RecordMetadata origin = Objects.requireNonNull(context).recordMetadata().orElseThrow();
      log.error(
          "The normaliser failed at {}-{}@{}: {} at {}",
          origin.topic(),
          origin.partition(),
          origin.offset(),
          failure,
          e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]);
      return new Quarantined(Reason.NORMALISER_FAILED, failure);
    }
  }

  private void publish(Node sink, Record<byte[], ? extends SpecificRecord> record) {
    Objects.requireNonNull(tally).add(Outcome.PUBLISHED);
    Objects.requireNonNull(context).forward(record, sink.id());
  }

  private void quarantine(Record<byte[], RawRecord> record, Quarantined quarantined) {
    ProcessorContext<byte[], SpecificRecord> context = Objects.requireNonNull(this.context);
    Objects.requireNonNull(tally).add(Outcome.QUARANTINED);
    context.forward(
        deadLetters.of(quarantined, context, record, record.value().bytes()),
        Node.DEAD_LETTERS.id());
  }
}
