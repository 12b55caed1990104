package io.awfar.media.transfer;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

/// Consumes messages: fetches the files of a batch, then publishes what became of them together
/// with the offsets.
///
/// Whatever is thrown here leaves the batch uncommitted, and [BatchRetry] brings it back.
final class MessageConsumer implements BatchConsumerAwareMessageListener<byte[], byte[]> {

  private final MessageReader reader;
  private final Transfers transfers;
  private final TransferLog log;
  private final TransferMetrics metrics;
  private final Outage outage;

  MessageConsumer(
      MessageReader reader,
      Transfers transfers,
      TransferLog log,
      TransferMetrics metrics,
      Outage outage) {
    this.reader = reader;
    this.transfers = transfers;
    this.log = log;
    this.metrics = metrics;
    this.outage = outage;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<byte[], byte[]>> records, @Nullable Consumer<?, ?> consumer) {
    Batch batch = reader.read(records);
    List<FinishedFile> finished = transferred(batch.files());
    log.commit(batch, finished, Objects.requireNonNull(consumer));
    metrics.committed(batch, finished);
    outage.isOver();
  }

  private List<FinishedFile> transferred(List<PendingFile> files) {
    try {
      return transfers.all(files);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OutageException.stopping(e);
    }
  }
}
