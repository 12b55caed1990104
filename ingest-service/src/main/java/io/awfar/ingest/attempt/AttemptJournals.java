package io.awfar.ingest.attempt;

import io.awfar.whatsapp.AttemptStep;
import io.awfar.whatsapp.SendAttempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Opens the journals of partitions.
public final class AttemptJournals {

  private final Map<String, Object> producerConfigs;
  private final Map<String, Object> consumerConfigs;
  private final Serializer<Object> serializer;
  private final ValueReader<SendAttempt> values;
  private final Memory memory;

  /// How far back sends are remembered, so that a command that is repeated is known.
  ///
  /// @param max sends of a partition
  /// @param age after which a command is not sent any more
  /// @param forgotten is told how many were forgotten sooner
  public record Memory(int max, Duration age, LongConsumer forgotten, Clock clock) {}

  /// @param producerConfigs of a producer without a transactional id
  /// @param consumerConfigs of a consumer of committed records
  public AttemptJournals(
      Map<String, Object> producerConfigs,
      Map<String, Object> consumerConfigs,
      Serializer<Object> serializer,
      ValueReader<SendAttempt> values,
      Memory memory) {
    this.producerConfigs = Map.copyOf(producerConfigs);
    this.consumerConfigs = Map.copyOf(consumerConfigs);
    this.serializer = serializer;
    this.values = values;
    this.memory = memory;
  }

  /// Takes the journal of a partition from whoever had it, and reads what it holds. May take a
  /// while.
  ///
  /// @param commands the partition of the commands
  /// @param from where to begin to read
  /// @param firstCommand offset of the oldest unfinished command
  /// @throws org.apache.kafka.common.KafkaException if broker or registry do not answer
  public OpenJournal open(TopicPartition commands, long from, long firstCommand) {
    SendQueue queue = SendQueue.of(commands);
    TopicPartition attempts = queue.attempts(commands.partition());
    // Nothing may have to wait for the registry between a step and its call.
    byte[] unused = serializer.serialize(attempts.topic(), sample());
    AttemptJournal journal = journal(attempts, queue.transactionalId(commands.partition()));
    try (var consumer =
        new KafkaConsumer<>(
            consumerConfigs, new StringDeserializer(), new ByteArrayDeserializer())) {
      RememberedSends remembered =
          new RememberedSends(memory.max(), memory.age(), memory.forgotten());
      Instant since = memory.clock().instant().minus(memory.age());
      return new OpenJournal(
          journal,
          AttemptTail.read(consumer, values, attempts, from, firstCommand, remembered, since));
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private AttemptJournal journal(TopicPartition attempts, String transactionalId) {
    Map<String, Object> configs = new HashMap<>(producerConfigs);
    configs.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    var producer = new KafkaProducer<>(configs, new StringSerializer(), new ByteArraySerializer());
    try {
      return new AttemptJournal(attempts, producer, serializer);
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  private static SendAttempt sample() {
    return SendAttempt.newBuilder()
        .setSendId(new UUID(0, 0))
        .setOwnerId(new UUID(0, 0))
        .setChannelId("")
        .setAttempt(0)
        .setStep(AttemptStep.UNKNOWN)
        .setCommandOffset(0)
        .setOccurredAt(Instant.EPOCH)
        .build();
  }
}
