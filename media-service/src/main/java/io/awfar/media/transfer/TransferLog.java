package io.awfar.media.transfer;

import io.awfar.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaOperations;

/// Publishes what became of a batch, and that it is done, in one Kafka transaction: both or
/// neither.
///
/// The transaction begins after the downloads, so that no slow file holds it open.
final class TransferLog {

  private final KafkaOperations<byte[], SpecificRecord> kafka;

  TransferLog(KafkaOperations<byte[], SpecificRecord> kafka) {
    this.kafka = kafka;
  }

  /// @throws RuntimeException if it was not committed, or if that is not known: what the group's
  ///   committed offsets say then is true
  void commit(Batch batch, List<FinishedFile> finished, Consumer<?, ?> consumer) {
    if (finished.isEmpty() && batch.poison().isEmpty()) {
      // Most batches of texts: nothing to publish, so nothing that must go together.
      consumer.commitSync(batch.next());
      return;
    }
    kafka.executeInTransaction(transaction -> {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (FinishedFile file : finished) {
        sent.add(
            transaction.send(
                new ProducerRecord<>(Topics.MEDIA.name(), file.file().key(), file.event())));
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
}
