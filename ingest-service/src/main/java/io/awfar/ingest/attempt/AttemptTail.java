package io.awfar.ingest.attempt;

import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.SendAttempt;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// The steps of unfinished sends, as a journal holds them when it is opened.
///
/// @param known by the offset of their command
/// @param end where the next step will be at the earliest
public record AttemptTail(Map<Long, KnownAttempt> known, long end) {

  private static final Duration POLL = Duration.ofMillis(200);

  /// Reads the steps of a partition whose journal is open, so that none is added meanwhile.
  ///
  /// @param consumer one that reads committed records; nobody else uses it
  /// @param from offset before which there is nothing of use; may be out of range
  /// @param firstCommand offset of the oldest unfinished command
  /// @throws KafkaException if a step cannot be read
  static AttemptTail read(
      Consumer<String, byte[]> consumer,
      ValueReader<SendAttempt> values,
      int partition,
      long from,
      long firstCommand) {
    TopicPartition attempts = new TopicPartition(Topics.SEND_ATTEMPTS.name(), partition);
    List<TopicPartition> alone = List.of(attempts);
    consumer.assign(alone);
    long end = consumer.endOffsets(alone).getOrDefault(attempts, 0L);
    long beginning = consumer.beginningOffsets(alone).getOrDefault(attempts, 0L);
    consumer.seek(attempts, Math.clamp(from, beginning, end));
    Map<Long, KnownAttempt> known = new HashMap<>();
    while (consumer.position(attempts) < end) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        SendAttempt step = values.read(record.topic(), record.value());
        if (step == null) {
          // To pass over it might be to send something twice.
          throw new KafkaException(
              attempts + " holds no step at offset " + record.offset() + " that can be read");
        }
        if (step.getCommandOffset() >= firstCommand) {
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
    return new AttemptTail(known, end);
  }
}
