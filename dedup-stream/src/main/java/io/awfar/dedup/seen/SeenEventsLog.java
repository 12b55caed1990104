package io.awfar.dedup.seen;

import io.awfar.dedup.store.BeforeCommit;
import io.awfar.dedup.store.InnermostStore;
import io.awfar.dedup.store.StoreSupplier;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Seen events in memory, logged as one record for all that a commit adds.
///
/// Time is that of the partition: the newest time of receipt so far. An event is known until the
/// partition's time is the whole memory past the moment at which it was first seen, and at most an
/// eighth longer.
public final class SeenEventsLog implements SeenEvents {

  /// The name of the store, and of its changelog topic.
  public static final String STORE = "seen-events";

  private static final Logger log = LoggerFactory.getLogger(SeenEventsLog.class);

  private static final int CHUNK_EVENTS_MAX = 4096;

  private final int partition;
  private final KeyValueStore<Bytes, byte[]> changelog;
  private final FingerprintSet events;
  private final BeforeCommit beforeCommit;
  private final ByteBuffer unlogged =
      ByteBuffer.allocate(CHUNK_EVENTS_MAX * FingerprintSet.EVENT_BYTES);

  /// @param context of a processor that has [#STORE] and [BeforeCommit#STORE]
  public SeenEventsLog(ProcessingContext context) {
    this.partition = context.taskId().partition();
    this.changelog = context.getStateStore(STORE);
    this.events = InnermostStore.innermost(changelog, SeenEventsStore.class).events();
    this.beforeCommit = BeforeCommit.of(context, STORE, this::log);
  }

  /// How to make the store.
  ///
  /// @param duration how long an event is known at least
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(
      SeenMemory memory, Duration duration) {
    Generations generations = Generations.of(duration);
    return Stores.keyValueStoreBuilder(
            new StoreSupplier(STORE, () -> new SeenEventsStore(STORE, memory, generations)),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(SeenEventsTopic.settings(duration));
  }

  @Override
  public boolean firstSeen(Fingerprint event, Instant receivedAt) {
    long millis = receivedAt.toEpochMilli();
    if (events.beginsGeneration(millis)) {
      log();
      warnIfMemoryEnds(receivedAt);
    }
    events.advanceTo(millis);
    if (!events.add(event)) {
      return false;
    }
    unlogged.putLong(event.high()).putLong(event.low());
    if (unlogged.hasRemaining()) {
      beforeCommit.request();
    } else {
      log();
    }
    return true;
  }

  private void warnIfMemoryEnds(Instant receivedAt) {
    if (events.endsMemory(receivedAt.toEpochMilli())) {
      log.warn(
          "The time of partition {} goes from {} to {} at once: all of its {} events are forgotten."
              + " Unless nothing came in between, a record's time is from the future",
          partition,
          Instant.ofEpochMilli(events.newestMillis()),
          receivedAt,
          events.size());
    }
  }

  private void log() {
    if (unlogged.position() > 0) {
      byte[] chunk = Arrays.copyOf(unlogged.array(), unlogged.position());
      unlogged.clear();
      changelog.put(SeenEventsStore.key(events.newestMillis()), chunk);
    }
  }
}
