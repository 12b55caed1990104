package io.awfar.dedup.seen;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// What is remembered, what it takes, with the bound, and what was forgotten.
public final class SeenMetrics implements MeterBinder {

  private final SeenMemory memory;

  public SeenMetrics(SeenMemory memory) {
    this.memory = memory;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("awfar.dedup.seen.events", memory, SeenMemory::events)
        .description("Events that this instance remembers, standby copies included")
        .register(registry);
    Gauge.builder("awfar.dedup.seen.bytes", memory, SeenMemory::bytes)
        .baseUnit("bytes")
        .description("Memory outside of the heap that remembered events take")
        .register(registry);
    Gauge.builder("awfar.dedup.seen.bytes.max", memory, SeenMemory::bytesMax)
        .baseUnit("bytes")
        .description("The bound of that memory")
        .register(registry);
    Gauge.builder("awfar.dedup.seen.full", memory, full -> full.isFull() ? 1 : 0)
        .description("1 while the stream waits because hardly any of that memory is left")
        .register(registry);
    FunctionCounter.builder("awfar.dedup.seen.forgotten", memory, SeenMemory::forgotten)
        .description("Events that this instance has forgotten because they were old enough")
        .register(registry);
  }
}
