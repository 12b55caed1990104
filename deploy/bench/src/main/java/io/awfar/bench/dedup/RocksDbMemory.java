package io.awfar.bench.dedup;

import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;

/// What RocksDB says that its stores take.
final class RocksDbMemory {

  private static final Set<String> GAUGES =
      Set.of("size-all-mem-tables", "estimate-table-readers-mem", "block-cache-usage");

  private RocksDbMemory() {}

  static long bytes(KafkaStreams streams) {
    return streams.metrics().values().stream()
        .filter(metric -> GAUGES.contains(metric.metricName().name()))
        .map(metric -> metric.metricValue())
        .mapToLong(value -> value instanceof Number number ? number.longValue() : 0)
        .sum();
  }
}
