package io.awfar.dedup.seen;

import io.awfar.dedup.store.InnermostStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/// The fingerprints of one partition, and how they come back from the changelog.
///
/// Each record of the changelog holds the fingerprints of one generation that one commit added: the
/// key is the partition's time when they were logged, in milliseconds, and the value 16 bytes for
/// each. A time means the same whatever the memory is set to, which the number of a generation
/// would not.
final class SeenEventsStore extends InnermostStore {

  private final FingerprintSet events;

  SeenEventsStore(String name, SeenMemory memory, Generations generations) {
    super(name);
    this.events = new FingerprintSet(memory, generations);
  }

  FingerprintSet events() {
    return events;
  }

  static Bytes key(long millis) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(millis).array());
  }

  @Override
  protected void open(StateStoreContext context, StateStore root) {
    context.register(root, (Restore) this::restore);
  }

  /// Only logs: the set had the events before they were written.
  @Override
  public void put(Bytes key, byte[] value) {}

  @Override
  public void close() {
    super.close();
    events.clear();
  }

  @Override
  public long approximateNumEntries() {
    return events.size();
  }

  /// What is there already had been forgotten by who logged it again, which had a shorter memory:
  /// it was published then, so it is known from then on.
  void restore(Collection<KeyValue<byte[], byte[]>> records) {
    List<byte[]> chunks = new ArrayList<>();
    for (KeyValue<byte[], byte[]> record : records) {
      long millis = ByteBuffer.wrap(record.key).getLong();
      if (events.beginsGeneration(millis)) {
        events.putAll(chunks);
        chunks.clear();
      }
      events.advanceTo(millis);
      chunks.add(record.value);
    }
    events.putAll(chunks);
  }

  @FunctionalInterface
  private interface Restore extends BatchingStateRestoreCallback {
    @Override
    default void restore(byte[] key, byte[] value) {
      restoreAll(List.of(KeyValue.pair(key, value)));
    }
  }
}
