package io.awfar.bench.read;

import io.awfar.bench.report.Contended;
import io.awfar.bench.report.Delays;

/// What one run of one contender took.
///
/// @param rate pages a second at the most
/// @param appCpuMicros of the service, for each page; 0 for pgbench, which is none
/// @param postgresCpuMicros for each page
/// @param delays at half of that rate, from when a request was due; none of pgbench
record Run(
    String contender, double rate, double appCpuMicros, double postgresCpuMicros, Delays delays)
    implements Contended {}
