package io.awfar.dedup.store;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/// Makes a store of one's own for [org.apache.kafka.streams.state.Stores#keyValueStoreBuilder].
public record StoreSupplier(String name, Supplier<KeyValueStore<Bytes, byte[]>> store)
    implements KeyValueBytesStoreSupplier {

  @Override
  public KeyValueStore<Bytes, byte[]> get() {
    return store.get();
  }

  @Override
  public String metricsScope() {
    return "awfar";
  }
}
