package io.awfar.dedup.position;

import io.awfar.dedup.count.Tally;
import io.awfar.dedup.store.BeforeCommit;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/// The last record that a partition's commit takes in, kept in the store of the counts with the
/// same commit, and so exactly what the group's committed offset says.
public final class ReadPosition {

  /// Keys of the store. The time tells whether the topic is still the one that was read.
  static final String OFFSET = "last-offset";

  static final String TIME = "last-time";

  private final KeyValueStore<String, Long> store;
  private final BeforeCommit beforeCommit;
  private long offset;
  private long millis;

  private ReadPosition(ProcessingContext context) {
    this.store = context.getStateStore(Tally.STORE);
    this.beforeCommit = BeforeCommit.of(context, "position", this::keep);
  }

  /// @param context of a processor that has [Tally#STORE] and [BeforeCommit#STORE]
  public static ReadPosition of(ProcessingContext context) {
    return new ReadPosition(context);
  }

  /// Takes note of a record that is being processed.
  ///
  /// @param millis its time
  public void reached(RecordMetadata record, long millis) {
    this.offset = record.offset();
    this.millis = millis;
    beforeCommit.request();
  }

  private void keep() {
    store.put(OFFSET, offset);
    store.put(TIME, millis);
  }
}
