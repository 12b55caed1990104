package io.awfar.bench.dedup;

import io.awfar.dedup.count.Outcome;
import io.awfar.dedup.count.Tally;
import io.awfar.dedup.position.ReadPosition;
import io.awfar.dedup.seen.Fingerprints;
import io.awfar.dedup.seen.SeenEvents;
import io.awfar.dedup.seen.SeenEventsLog;
import io.awfar.dedup.seen.SeenMemory;
import io.awfar.dedup.store.BeforeCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// Awfar's: the very classes that dedup-stream runs on, those that count events and keep the
/// position included.
///
/// @param memory how long an event is known
/// @param seenMemory what it is known in
record FingerprintLog(String name, Duration memory, SeenMemory seenMemory) implements Contender {

  @Override
  public ProcessorSupplier<byte[], byte[], byte[], byte[]> step() {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<byte[], byte[], byte[], byte[]> get() {
        return new Step();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(SeenEventsLog.store(seenMemory, memory), Tally.store(), BeforeCommit.store());
      }
    };
  }

  @Override
  public long storeBytes(KafkaStreams streams) {
    return seenMemory.bytes();
  }

  private static final class Step implements Processor<byte[], byte[], byte[], byte[]> {

    private final Fingerprints fingerprints = new Fingerprints();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable SeenEvents seen;
    private @Nullable Tally tally;
    private @Nullable ReadPosition position;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
      this.seen = new SeenEventsLog(context);
      this.tally = Tally.of(context, "step");
      this.position = ReadPosition.of(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      Tally counts = Objects.requireNonNull(tally);
      counts.add(Outcome.RECEIVED);
      Objects.requireNonNull(position)
          .reached(
              Objects.requireNonNull(context).recordMetadata().orElseThrow(), record.timestamp());
      Instant time = Instant.ofEpochMilli(record.timestamp());
      String identity = SampleRecord.identity(record.value());
      if (Objects.requireNonNull(seen).firstSeen(fingerprints.of(identity), time)) {
        Objects.requireNonNull(context).forward(record);
        counts.add(Outcome.PUBLISHED);
      } else {
        counts.add(Outcome.DUPLICATE);
      }
    }
  }
}
