package io.awfar.dedup.count;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// The counts of all partitions that this instance works on.
///
/// They are what the last commit made durable, or what the one in progress is about to; at rest
/// they are exact.
public final class EventCounts {

  private final Supplier<Optional<KafkaStreams>> streams;

  /// @param streams the running stream; empty before the first and after the last
  public EventCounts(Supplier<Optional<KafkaStreams>> streams) {
    this.streams = streams;
  }

  /// The counts now, or empty while partitions move or the stream is not running.
  public Optional<Counts> read() {
    return streams.get().flatMap(EventCounts::read);
  }

  private static Optional<Counts> read(KafkaStreams streams) {
    if (streams.state() != KafkaStreams.State.RUNNING) {
      return Optional.empty();
    }
    Map<Outcome, Long> sums = new EnumMap<>(Outcome.class);
    try {
      ReadOnlyKeyValueStore<String, Long> store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  Tally.STORE, QueryableStoreTypes.<String, Long>keyValueStore()));
      // One short run through four counters per partition.
      try (KeyValueIterator<String, Long> counters = store.all()) {
        while (counters.hasNext()) {
          KeyValue<String, Long> counter = counters.next();
          Outcome.labelled(counter.key).ifPresent(o -> sums.merge(o, counter.value, Long::sum));
        }
      }
    } catch (InvalidStateStoreException e) {
      return Optional.empty();
    }
    return Optional.of(Counts.of(sums));
  }
}
