package io.awfar.bench.dedup;

import io.awfar.bench.report.Contended;

/// What one run of one contender took.
///
/// @param rate records a second from the first to the last
/// @param cpu of the stream's process in seconds per million records, all of them
/// @param steadyRate and the two that follow: without the first 40 %, which warm up
/// @param brokerCpu of the broker, steady
/// @param changelogBytes that the broker keeps for a restore
/// @param residentBytes of the process at the end
/// @param storeBytes outside of the heap at the end
/// @param exact whether each event came out once
record Run(
    String contender,
    double rate,
    double cpu,
    double steadyRate,
    double steadyCpu,
    double brokerCpu,
    double changelogBytes,
    double residentBytes,
    double storeBytes,
    boolean exact)
    implements Contended {}
