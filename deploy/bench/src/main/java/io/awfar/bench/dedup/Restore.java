package io.awfar.bench.dedup;

import io.awfar.bench.report.Contended;

/// What it took a successor to have the lost store again.
///
/// @param cpuSeconds of its process, from its start
record Restore(String contender, double seconds, double cpuSeconds, double storeBytes)
    implements Contended {}
