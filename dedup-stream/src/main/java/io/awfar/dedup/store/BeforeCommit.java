package io.awfar.dedup.store;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Runs work right before the commit of a partition, inside its transaction.
///
/// Kafka Streams has no such hook, but it promises to write out what a store's record cache holds
/// with each commit. So this is a cached store in which a mark is put when there is work: the mark
/// being written out is the sign. Whatever is put into other stores then is still logged with the
/// same commit. Should the cache overflow, the work is done early and again at the commit.
public final class BeforeCommit {

  /// The name of the store.
  public static final String STORE = "before-commit";

  private static final Bytes MARK = Bytes.wrap(new byte[] {1});
  private static final byte[] NOTHING = {};

  private final KeyValueStore<Bytes, byte[]> store;
  private final MarkStore.Work work;

  private BeforeCommit(KeyValueStore<Bytes, byte[]> store, MarkStore.Work work) {
    this.store = store;
    this.work = work;
  }

  /// How to make the store.
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            new StoreSupplier(STORE, () -> new MarkStore(STORE)),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingDisabled();
  }

  /// Sets the work of an owner, in place of what the owner set before.
  ///
  /// @param owner unique within the task
  /// @param work what to do before each commit that [#request()] was called for
  public static BeforeCommit of(ProcessingContext context, String owner, Runnable work) {
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(STORE);
    MarkStore marks = InnermostStore.innermost(store, MarkStore.class);
    return new BeforeCommit(store, marks.set(owner, work));
  }

  /// Asks for the work to be done before the next commit; cheap when asked already.
  public void request() {
    if (work.request()) {
      store.put(MARK, NOTHING);
    }
  }
}
