package io.awfar.dedup.lifecycle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/// Counts what partitions that come here read of their changelogs before they go on: hardly
/// anything where there is a copy, all of it where there is none.
final class RestoredRecords implements StateRestoreListener {

  private final Counter records;

  RestoredRecords(MeterRegistry meters) {
    this.records =
        Counter.builder("awfar.dedup.restored.records")
            .description("Records of changelogs that partitions read before they went on here")
            .register(meters);
  }

  @Override
  public void onRestoreStart(
      TopicPartition changelog, String store, long startingOffset, long endingOffset) {}

  @Override
  public void onBatchRestored(
      TopicPartition changelog, String store, long batchEndOffset, long restored) {
    records.increment(restored);
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long restoredInAll) {}
}
