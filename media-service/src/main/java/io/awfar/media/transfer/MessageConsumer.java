package io.awfar.media.transfer;

import io.awfar.media.lane.Lane;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

/// Consumes the messages of a lane: fetches the files of a batch, then publishes what became of
/// them together with the offsets.
///
/// Whatever is thrown here leaves the batch uncommitted, and [BatchRetry] brings it back.
final class MessageConsumer implements BatchConsumerAwareMessageListener<byte[], byte[]> {

  private final Lane lane;
  private final MessageReader reader;
  private final Transfers transfers;
  private final TransferLog log;
  private final TransferMetrics metrics;
  private final Outage outage;

  MessageConsumer(
      Lane lane,
      MessageReader reader,
      Transfers transfers,
      TransferLog log,
      TransferMetrics metrics,
      Outage outage) {
    this.lane = lane;
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
    List<Outcome> outcomes = transferred(batch.files());
    log.commit(batch, outcomes, Objects.requireNonNull(consumer));
    metrics.committed(batch, outcomes);
    outage.isOver();
  }

  private List<Outcome> transferred(List<PendingFile> files) {
    try {
      return transfers.all(files, lane);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OutageException.stopping(e);
    }
  }
}
