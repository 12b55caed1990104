package io.awfar.bench.dedup;

import io.awfar.bench.process.ProcessCost;

/// Where a run stood at a moment.
///
/// @param records processed so far
/// @param cpuSeconds of the stream's process
/// @param brokerCpuSeconds of the broker's
record Snapshot(long records, long nanos, double cpuSeconds, double brokerCpuSeconds) {

  static Snapshot take(long records, long brokerPid) {
    return new Snapshot(
        records,
        System.nanoTime(),
        ProcessCost.cpuSeconds(ProcessHandle.current().pid()),
        ProcessCost.cpuSeconds(brokerPid));
  }

  double secondsSince(Snapshot earlier) {
    return (nanos - earlier.nanos) / 1e9;
  }

  double cpuPerMillionSince(Snapshot earlier) {
    return (cpuSeconds - earlier.cpuSeconds) * 1e6 / (records - earlier.records);
  }

  double brokerCpuPerMillionSince(Snapshot earlier) {
    return (brokerCpuSeconds - earlier.brokerCpuSeconds) * 1e6 / (records - earlier.records);
  }

  double recordsPerSecondSince(Snapshot earlier) {
    return (records - earlier.records) / secondsSince(earlier);
  }
}
