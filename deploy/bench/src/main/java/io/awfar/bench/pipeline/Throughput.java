package io.awfar.bench.pipeline;

import io.awfar.bench.report.Contended;
import java.util.Map;

/// As many events as a contender could take, from the first webhook to the last row.
///
/// @param cpuMicros of each process, for an event
record Throughput(String contender, double eventsPerSecond, Map<String, Double> cpuMicros)
    implements Contended {

  double allCpuMicros() {
    return cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
