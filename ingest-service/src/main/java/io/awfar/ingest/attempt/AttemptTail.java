package io.awfar.ingest.attempt;

import io.awfar.whatsapp.SendAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// What a journal holds when it is opened: the steps of unfinished sends, and which sends there
/// were.
///
/// @param known by the offset of their command
/// @param remembered all sends that any step was found of
/// @param end where the next step will be at the earliest
public record AttemptTail(Map<Long, KnownAttempt> known, RememberedSends remembered, long end) {

  private static final Duration POLL = Duration.ofMillis(200);

  /// Start, end, and the marks of two transactions.
  private static final long OFFSETS_PER_SEND = 4;

  /// Reads the steps of a partition whose journal is open, so that none is added meanwhile.
  ///
  /// @param consumer one that reads committed records; nobody else uses it
  /// @param attempts the partition
  /// @param from offset before which there is no step of an unfinished send; may be out of range
  /// @param firstCommand offset of the oldest unfinished command
  /// @param remembered takes in all sends since then, as far as it has room
  /// @throws KafkaException if a step cannot be read
  static AttemptTail read(
      Consumer<String, byte[]> consumer,
      ValueReader<SendAttempt> values,
      TopicPartition attempts,
      long from,
      long firstCommand,
      RememberedSends remembered,
      Instant since) {
    List<TopicPartition> alone = List.of(attempts);
    consumer.assign(alone);
    long end = consumer.endOffsets(alone).getOrDefault(attempts, 0L);
    long beginning = consumer.beginningOffsets(alone).getOrDefault(attempts, 0L);
    // A place that is not in the topic tells nothing.
    long unfinished = from > end ? beginning : Math.max(from, beginning);
    long recent =
        Math.max(
            offsetAt(consumer, attempts, since, end), end - OFFSETS_PER_SEND * remembered.max());
    consumer.seek(attempts, Math.min(unfinished, Math.max(recent, beginning)));
    Map<Long, KnownAttempt> known = new HashMap<>();
    while (consumer.position(attempts) < end) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        SendAttempt step = values.read(record.topic(), record.value());
        if (step == null) {
          // To pass over it might be to send something twice.
          throw new KafkaException(
              attempts + " holds no step at offset " + record.offset() + " that can be read");
        }
        // What is before that place is good for ids alone.
        boolean isReadAgain =
            record.offset() >= unfinished && step.getCommandOffset() >= firstCommand;
        if (isReadAgain && !known.containsKey(step.getCommandOffset())) {
          // Nothing else may be forgotten for it.
          remembered.widen(1);
        }
        var unused =
            remembered.isFirst(step.getSendId(), step.getCommandOffset(), step.getOccurredAt());
        if (isReadAgain) {
          long offset = record.offset();
          known.compute(
              step.getCommandOffset(),
              (_, before) ->
                  before == null || !before.sendId().equals(step.getSendId())
                      ? KnownAttempt.of(step, offset)
                      : before.and(step));
        }
      }
    }
    return new AttemptTail(known, remembered, end);
  }

  private static long offsetAt(
      Consumer<String, byte[]> consumer, TopicPartition partition, Instant time, long end) {
    @Nullable OffsetAndTimestamp found =
        consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli())).get(partition);
    return found == null ? end : found.offset();
  }
}
