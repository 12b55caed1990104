package io.awfar.media.transfer;

import io.awfar.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaOperations;

/// Publishes what became of a batch, hands on what is not at its end, and notes that the batch is
/// done, all in one Kafka transaction: everything or nothing.
///
/// The transaction begins after the downloads, so that no slow file holds it open.
final class TransferLog {

  private final KafkaOperations<byte[], SpecificRecord> kafka;

  TransferLog(KafkaOperations<byte[], SpecificRecord> kafka) {
    this.kafka = kafka;
  }

  /// @throws RuntimeException if it was not committed, or if that is not known: what the group's
  ///   committed offsets say then is true
  void commit(Batch batch, List<Outcome> outcomes, Consumer<?, ?> consumer) {
    if (outcomes.isEmpty() && batch.poison().isEmpty()) {
      // Most batches of texts: nothing to publish, so nothing that must go together.
      consumer.commitSync(batch.next());
      return;
    }
    kafka.executeInTransaction(transaction -> {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (Outcome outcome : outcomes) {
        sent.add(transaction.send(record(outcome)));
      }
      for (Batch.Poison poison : batch.poison()) {
        sent.add(
            transaction.send(
                new ProducerRecord<>(Topics.DEAD_LETTERS.name(), poison.key(), poison.letter())));
      }
      transaction.flush();
      sent.forEach(CompletableFuture::join);
      transaction.sendOffsetsToTransaction(batch.next(), consumer.groupMetadata());
      return true;
    });
  }

  private static ProducerRecord<byte[], SpecificRecord> record(Outcome outcome) {
    return switch (outcome) {
      case FinishedFile finished ->
          new ProducerRecord<>(Topics.MEDIA.name(), finished.file().key(), finished.event());
      case DeferredFile deferred -> deferred.record();
    };
  }
}
