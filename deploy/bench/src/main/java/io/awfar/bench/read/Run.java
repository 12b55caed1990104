package io.awfar.bench.read;

import io.awfar.bench.report.Contended;

/// What one run of one contender took.
///
/// @param rate pages a second at the most
/// @param appCpuMicros of the service, for each page; 0 for pgbench, which is none
/// @param postgresCpuMicros for each page
/// @param p50Millis and p99Millis at half of that rate, from when a request was due
record Run(
    String contender,
    double rate,
    double appCpuMicros,
    double postgresCpuMicros,
    double p50Millis,
    double p99Millis)
    implements Contended {}
