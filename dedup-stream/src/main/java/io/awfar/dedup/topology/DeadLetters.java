package io.awfar.dedup.topology;

import io.awfar.dedup.normalise.Normalised.Quarantined;
import io.awfar.whatsapp.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes dead letters: the reason, where the record is from and its untouched bytes.
final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final String SERVICE = "dedup-stream";
  private static final int BYTES_BESIDE_VALUE = 4096;

  private final int valueBytesMax;

  DeadLetters(int valueBytesMax) {
    this.valueBytesMax = valueBytesMax;
  }

  /// The letter for the record in process. A value too large for a letter stays in its origin only.
  DeadLetter of(
      Quarantined quarantined,
      ProcessingContext context,
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    log.warn(
        "Quarantined {}-{}@{}: {}, {}",
        origin.topic(),
        origin.partition(),
        origin.offset(),
        quarantined.reason().code(),
        quarantined.detail());
    boolean fits = value == null || value.length <= valueBytesMax - BYTES_BESIDE_VALUE;
    return DeadLetter.newBuilder()
        .setService(SERVICE)
        .setReason(quarantined.reason().code())
        .setDetail(
            fits
                ? quarantined.detail()
                : quarantined.detail() + "; the value is only at its origin")
        .setOriginTopic(origin.topic())
        .setOriginPartition(origin.partition())
        .setOriginOffset(origin.offset())
        .setOriginTimestamp(Instant.ofEpochMilli(timestamp))
        .setKey(key == null ? null : ByteBuffer.wrap(key))
        .setValue(value == null || !fits ? null : ByteBuffer.wrap(value))
        .build();
  }
}
