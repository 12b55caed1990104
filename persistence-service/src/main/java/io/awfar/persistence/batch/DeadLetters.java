package io.awfar.persistence.batch;

import io.awfar.persistence.PersistenceSettings;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.DeadLetter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.stereotype.Component;

/// Publishes what cannot be stored, with reason and origin, untouched.
@Component
final class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final String SERVICE = "persistence-service";

  private final KafkaTemplate<byte[], DeadLetter> kafka;
  private final Duration timeMax;

  DeadLetters(KafkaTemplate<byte[], DeadLetter> kafka, PersistenceSettings settings) {
    this.kafka = kafka;
    this.timeMax = settings.deadLetterTimeMax();
  }

  /// Returns when the broker has them all; else throws, and some may be there already.
  void publish(List<Rejected> rejected) {
    try {
      CompletableFuture.allOf(rejected.stream().map(this::send).toArray(CompletableFuture[]::new))
          .get(timeMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("Dead letters were not taken", e);
    }
    rejected.forEach(letter ->
        log.warn(
            "Dead letter, {} ({}): {}-{}@{}",
            letter.reason().code(),
            letter.detail(),
            letter.origin().topic(),
            letter.origin().partition(),
            letter.origin().offset()));
  }

  private CompletableFuture<SendResult<byte[], DeadLetter>> send(Rejected rejected) {
    byte[] value = rejected.origin().value();
    return send(rejected, value, rejected.detail())
        .exceptionallyCompose(failure ->
            isTooLarge(failure)
                // The letter is larger than the record by its frame. Better one without the bytes,
                // which are at the origin still, than a consumer that stops here for ever.
                ? send(rejected, null, rejected.detail() + "; the value is too large to be copied")
                : CompletableFuture.failedFuture(failure));
  }

  private CompletableFuture<SendResult<byte[], DeadLetter>> send(
      Rejected rejected, byte @Nullable [] value, String detail) {
    ConsumerRecord<byte[], byte[]> origin = rejected.origin();
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setService(SERVICE)
            .setReason(rejected.reason().code())
            .setDetail(detail)
            .setOriginTopic(origin.topic())
            .setOriginPartition(origin.partition())
            .setOriginOffset(origin.offset())
            .setOriginTimestamp(Instant.ofEpochMilli(origin.timestamp()))
            .setKey(origin.key() == null ? null : ByteBuffer.wrap(origin.key()))
            .setValue(value == null ? null : ByteBuffer.wrap(value))
            .build();
    try {
      return kafka.send(new ProducerRecord<>(Topics.DEAD_LETTERS.name(), origin.key(), letter));
    } catch (RuntimeException e) {
      // What fails before it is sent is thrown and not handed to the future.
      return CompletableFuture.failedFuture(e);
    }
  }

  private static boolean isTooLarge(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RecordTooLargeException) {
        return true;
      }
    }
    return false;
  }
}
