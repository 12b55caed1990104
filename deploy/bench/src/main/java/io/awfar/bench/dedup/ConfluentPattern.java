package io.awfar.bench.dedup;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/// The pattern that Confluent publishes as the way to find duplicates in a stream
/// (EventDeduplicationLambdaIntegrationTest in confluentinc/kafka-streams-examples): a window store
/// from event id to time, a range fetch around the event's time, a write for every event.
///
/// @param memory half of it on either side of an event's time, as published
record ConfluentPattern(String name, Duration memory) implements Contender {

  private static final String STORE = "event-ids";

  @Override
  public ProcessorSupplier<byte[], byte[], byte[], byte[]> step() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], byte[]> get() {
        return new Step(memory);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(
            Stores.windowStoreBuilder(
                Stores.persistentWindowStore(STORE, memory, memory, false),
                Serdes.String(),
                Serdes.Long()));
      }
    };
  }

  @Override
  public long storeBytes(KafkaStreams streams) {
    return RocksDbMemory.bytes(streams);
  }

  private static final class Step implements Processor<byte[], byte[], byte[], byte[]> {

    private final long leftMillis;
    private final long rightMillis;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable WindowStore<String, Long> eventIds;

    Step(Duration memory) {
      leftMillis = memory.toMillis() / 2;
      rightMillis = memory.toMillis() - leftMillis;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
      this.eventIds = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      WindowStore<String, Long> ids = Objects.requireNonNull(eventIds);
      String id = SampleRecord.identity(record.value());
      long time = record.timestamp();
      boolean duplicate;
      try (WindowStoreIterator<Long> seen = ids.fetch(id, time - leftMillis, time + rightMillis)) {
        duplicate = seen.hasNext();
      }
      // A duplicate is written as well, so that it does not expire.
      ids.put(id, time, time);
      if (!duplicate) {
        Objects.requireNonNull(context).forward(record);
      }
    }
  }
}
