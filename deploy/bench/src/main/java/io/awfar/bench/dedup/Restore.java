package io.awfar.bench.dedup;

/// What it took a successor to have the lost store again.
///
/// @param cpuSeconds of its process, from its start
record Restore(double seconds, double cpuSeconds, double storeBytes) {}
