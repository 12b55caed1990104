package io.awfar.dedup.topology;

import io.awfar.dedup.count.Outcome;
import io.awfar.dedup.count.Tally;
import io.awfar.dedup.seen.Fingerprint;
import io.awfar.dedup.seen.Fingerprints;
import io.awfar.dedup.seen.SeenEvents;
import io.awfar.dedup.seen.SeenEventsLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Lets each event pass once.
///
/// A dead letter that is sent back after a repair has an identity that was seen already, so its
/// record carries the header [#RESENT_HEADER], which names the letter: it passes once as well.
final class Deduplicate implements Processor<byte[], RawRecord, byte[], RawRecord> {

  /// Header of a raw record made from a dead letter: the letter's `<partition>-<offset>`.
  static final String RESENT_HEADER = "awfar-resent-from";

  private final Fingerprints fingerprints = new Fingerprints();
  private @Nullable ProcessorContext<byte[], RawRecord> context;
  private @Nullable SeenEvents seen;
  private @Nullable Tally tally;

  @Override
  public void init(ProcessorContext<byte[], RawRecord> context) {
    this.context = context;
    this.seen = new SeenEventsLog(context);
    this.tally = Tally.of(context, Node.DEDUPLICATE.id());
  }

  @Override
  public void process(Record<byte[], RawRecord> record) {
    Instant receivedAt = Instant.ofEpochMilli(record.timestamp());
    if (Objects.requireNonNull(seen).firstSeen(fingerprint(record), receivedAt)) {
      Objects.requireNonNull(context).forward(record);
    } else {
      Objects.requireNonNull(tally).add(Outcome.DUPLICATE);
    }
  }

  private Fingerprint fingerprint(Record<byte[], RawRecord> record) {
    String identity = record.value().event().getIdentity();
    Header resent = record.headers().lastHeader(RESENT_HEADER);
    return resent == null || resent.value() == null
        ? fingerprints.of(identity)
        : fingerprints.of(
            "resent|" + new String(resent.value(), StandardCharsets.UTF_8) + '|' + identity);
  }
}
