package io.awfar.dedup.count;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/// The counts as `awfar.dedup.events{outcome}`; no number while the counts cannot be read.
public final class CountsMetrics implements MeterBinder {

  private final EventCounts counts;

  public CountsMetrics(EventCounts counts) {
    this.counts = counts;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      Gauge.builder("awfar.dedup.events", counts, read -> value(read, outcome))
          .tag("outcome", outcome.label())
          .description("Raw events of the partitions of this instance, exactly once, since ever")
          .register(registry);
    }
  }

  private static double value(EventCounts counts, Outcome outcome) {
    return counts.read().map(read -> (double) read.of(outcome)).orElse(Double.NaN);
  }
}
