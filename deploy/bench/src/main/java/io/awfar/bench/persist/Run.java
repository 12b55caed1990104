package io.awfar.bench.persist;

import io.awfar.bench.report.Contended;

/// What one run of one contender took.
///
/// @param rate messages a second, while statuses are stored as well
/// @param clientCpu in seconds per million rows of both; not a number for COPY, whose client only
///   forwards
/// @param serverCpu of all of PostgreSQL, in seconds per million rows of both
/// @param brokerCpu in seconds per million rows of both; not a number for COPY, which reads a file
/// @param idle the part of the machine that had nothing to do, from 0 to 1
/// @param before what was stored when the clock started
/// @param timed what was stored while it ran
/// @param exact whether all rows are there; for Awfar, those of chats and contacts too
record Run(
    String contender,
    double rate,
    double clientCpu,
    double serverCpu,
    double brokerCpu,
    double idle,
    Rows before,
    Rows timed,
    boolean exact)
    implements Contended {

  /// The same, once the rows were counted.
  Run checked(boolean allThere) {
    return new Run(contender, rate, clientCpu, serverCpu, brokerCpu, idle, before, timed, allThere);
  }
}
