package io.awfar.bench.dedup;

import java.util.Objects;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Forwards everything: what the stream costs without deduplication.
record PassThrough(String name) implements Contender {

  @Override
  public ProcessorSupplier<byte[], byte[], byte[], byte[]> step() {
    return Step::new;
  }

  @Override
  public long storeBytes(KafkaStreams streams) {
    return 0;
  }

  private static final class Step implements Processor<byte[], byte[], byte[], byte[]> {

    private @Nullable ProcessorContext<byte[], byte[]> context;

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      Objects.requireNonNull(context).forward(record);
    }
  }
}
