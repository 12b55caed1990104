package io.awfar.dedup.seen;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/// Seen events in a window store, one window per half of the memory, read by point gets only.
///
/// An event is written once, into the window of its own time, and looked for in that window, the
/// two before it and the one after it. So it is known for the whole memory and up to half as long
/// again, however the edge's instances disagree about the time at the edge of a window. Windows
/// that nothing looks into any more are dropped as whole files.
public final class WindowedSeenEvents implements SeenEvents {

  /// The name of the store, and of its changelog topic.
  public static final String STORE = "seen-events";

  private static final int WINDOWS_PER_MEMORY = 2;
  private static final byte[] SEEN = {};

  private final WindowStore<Bytes, byte[]> store;
  private final long windowMillis;

  /// @param memory how long an event is known at least
  public WindowedSeenEvents(WindowStore<Bytes, byte[]> store, Duration memory) {
    this.store = store;
    this.windowMillis = windowMillis(memory);
  }

  /// How to make the store.
  public static StoreBuilder<WindowStore<Bytes, byte[]>> store(Duration memory) {
    Duration window = Duration.ofMillis(windowMillis(memory));
    // The three windows looked into and one more, so that an event that comes late by a whole
    // window is still compared with all of its memory.
    Duration retention = window.multipliedBy(WINDOWS_PER_MEMORY + 2);
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(STORE, retention, window, false),
            Serdes.Bytes(),
            Serdes.ByteArray())
        // Nearly every key is new: a cache would only cost.
        .withCachingDisabled()
        // By the time of writing: a replay of old events would otherwise write records that the
        // broker deletes at once, and a restart in the middle of it would forget them.
        .withLoggingEnabled(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
  }

  @Override
  public boolean firstSeen(Fingerprint event, Instant receivedAt) {
    Bytes key = Bytes.wrap(event.bytes());
    long window = Math.floorDiv(receivedAt.toEpochMilli(), windowMillis);
    // Most duplicates come soon, so the event's own window is asked first.
    if (isIn(window, key)
        || isIn(window - 1, key)
        || isIn(window - WINDOWS_PER_MEMORY, key)
        || isIn(window + 1, key)) {
      return false;
    }
    store.put(key, SEEN, window * windowMillis);
    return true;
  }

  private boolean isIn(long window, Bytes key) {
    return window >= 0 && store.fetch(key, window * windowMillis) != null;
  }

  private static long windowMillis(Duration memory) {
    return Math.ceilDiv(memory.toMillis(), WINDOWS_PER_MEMORY);
  }
}
