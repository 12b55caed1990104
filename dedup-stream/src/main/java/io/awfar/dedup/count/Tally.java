package io.awfar.dedup.count;

import io.awfar.dedup.store.BeforeCommit;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// Counts events of one partition for one processor. What was counted since the last commit is
/// added to a store right before the next one, so it commits together with the events themselves.
public final class Tally {

  /// The name of the store, and of its changelog topic.
  public static final String STORE = "event-counts";

  private final KeyValueStore<String, Long> store;
  private final BeforeCommit beforeCommit;
  private final long[] uncommitted = new long[Outcome.values().length];

  private Tally(ProcessingContext context, String processor) {
    this.store = context.getStateStore(STORE);
    this.beforeCommit = BeforeCommit.of(context, STORE + "-" + processor, this::addToStore);
  }

  /// @param context of a processor that has [#STORE] and [BeforeCommit#STORE]
  /// @param processor its name
  public static Tally of(ProcessingContext context, String processor) {
    return new Tally(context, processor);
  }

  /// The name of the changelog topic.
  public static String changelog(String applicationId) {
    return applicationId + "-" + STORE + "-changelog";
  }

  /// How to make the store.
  public static StoreBuilder<KeyValueStore<String, Long>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.Long())
        .withCachingDisabled()
        // A few keys written ten times a second: small segments, so that compaction, which leaves
        // the last segment alone, keeps the topic small and a restore short.
        .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(1 << 20)));
  }

  /// Counts one event.
  public void add(Outcome outcome) {
    uncommitted[outcome.ordinal()]++;
    beforeCommit.request();
  }

  private void addToStore() {
    for (Outcome outcome : Outcome.values()) {
      long more = uncommitted[outcome.ordinal()];
      if (more > 0) {
        Long before = store.get(outcome.label());
        store.put(outcome.label(), before == null ? more : before + more);
        uncommitted[outcome.ordinal()] = 0;
      }
    }
  }
}
