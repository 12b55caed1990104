package io.awfar.dedup.count;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The counts of one partition, in a store that commits together with the events themselves.
public final class Tally {

  /// The name of the store, and of its changelog topic.
  public static final String STORE = "event-counts";

  private final KeyValueStore<String, Long> store;

  public Tally(KeyValueStore<String, Long> store) {
    this.store = store;
  }

  /// How to make the store.
  public static StoreBuilder<KeyValueStore<String, Long>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.Long())
        // One changelog record per counter and commit, not one per event.
        .withCachingEnabled()
        // Four keys written ten times a second: small segments, so that compaction, which leaves
        // the last segment alone, keeps the topic small and a restore short.
        .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(1 << 20)));
  }

  /// Counts one event.
  public void add(Outcome outcome) {
    Long before = store.get(outcome.label());
    store.put(outcome.label(), before == null ? 1 : before + 1);
  }
}
