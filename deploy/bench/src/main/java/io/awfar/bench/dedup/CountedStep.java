package io.awfar.bench.dedup;

import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/// A contender's step that also tells of each record it has done.
record CountedStep(ProcessorSupplier<byte[], byte[], byte[], byte[]> step, Runnable processed)
    implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {

  @Override
  public Processor<byte[], byte[], byte[], byte[]> get() {
    Processor<byte[], byte[], byte[], byte[]> inner = step.get();
    return new Processor<>() {
      @Override
      public void init(ProcessorContext<byte[], byte[]> context) {
        inner.init(context);
      }

      @Override
      public void process(Record<byte[], byte[]> record) {
        inner.process(record);
        processed.run();
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }

  @Override
  public @Nullable Set<StoreBuilder<?>> stores() {
    return step.stores();
  }
}
