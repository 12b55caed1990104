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
/// generation is the key, the value is 16 bytes for each.
final class SeenEventsStore extends InnermostStore {

  private final FingerprintSet events;

  SeenEventsStore(String name, SeenMemory memory, Generations generations) {
    super(name);
    this.events = new FingerprintSet(memory, generations.kept());
  }

  FingerprintSet events() {
    return events;
  }

  static Bytes key(long generation) {
    return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(generation).array());
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

  /// What is there already was logged by a commit that this instance has seen, and stays.
  private void restore(Collection<KeyValue<byte[], byte[]>> records) {
    List<byte[]> chunks = new ArrayList<>();
    for (KeyValue<byte[], byte[]> record : records) {
      long generation = ByteBuffer.wrap(record.key).getLong();
      if (generation > events.newest()) {
        events.addAll(chunks);
        chunks.clear();
        events.advanceTo(generation);
      }
      chunks.add(record.value);
    }
    events.addAll(chunks);
  }

  @FunctionalInterface
  private interface Restore extends BatchingStateRestoreCallback {
    @Override
    default void restore(byte[] key, byte[] value) {
      restoreAll(List.of(KeyValue.pair(key, value)));
    }
  }
}
