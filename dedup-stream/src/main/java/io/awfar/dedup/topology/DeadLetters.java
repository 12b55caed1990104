package io.awfar.dedup.topology;

import io.awfar.dedup.normalise.Normalised.Quarantined;
import io.awfar.whatsapp.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes dead letters: the reason, where the record is from and its untouched bytes.
final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final String SERVICE = "dedup-stream";
  private static final int BYTES_BESIDE_VALUE = 4096;
  private static final byte[] NO_KEY = {};

  private final int valueBytesMax;

  DeadLetters(int valueBytesMax) {
    this.valueBytesMax = valueBytesMax;
  }

  /// The letter for a record in process. A value, or key and headers, too large for a letter stay
  /// at their origin only.
  ///
  /// @param value the record's own bytes
  Record<byte[], DeadLetter> of(
      Quarantined quarantined,
      ProcessingContext context,
      Record<byte[], ?> record,
      byte @Nullable [] value) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    log.warn(
        "Quarantined {}-{}@{}: {}, {}",
        origin.topic(),
        origin.partition(),
        origin.offset(),
        quarantined.reason().code(),
        quarantined.detail());
    boolean keyFits = BesideValue.excess(record) <= 0;
    byte @Nullable [] key = keyFits ? record.key() : null;
    int keyBytes = key == null ? 0 : key.length;
    boolean fits = value == null || value.length + keyBytes <= valueBytesMax - BYTES_BESIDE_VALUE;
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setService(SERVICE)
            .setReason(quarantined.reason().code())
            .setDetail(
                quarantined.detail()
                    + (fits ? "" : "; the value is only at its origin")
                    + (keyFits ? "" : "; key and headers are only at their origin"))
            .setOriginTopic(origin.topic())
            .setOriginPartition(origin.partition())
            .setOriginOffset(origin.offset())
            .setOriginTimestamp(Instant.ofEpochMilli(record.timestamp()))
            .setKey(key == null ? null : ByteBuffer.wrap(key))
            .setValue(value == null || !fits ? null : ByteBuffer.wrap(value))
            .build();
    return keyFits ? record.withValue(letter) : new Record<>(NO_KEY, letter, record.timestamp());
  }
}
