package io.awfar.bench.persist;

/// What one run of one contender took.
///
/// @param rate messages a second, while statuses are stored as well
/// @param clientCpu in seconds per million rows of both; not a number for COPY, whose client only
///   forwards
/// @param serverCpu of all of PostgreSQL, in seconds per million rows of both
/// @param exact whether all rows are there
record Run(String contender, double rate, double clientCpu, double serverCpu, boolean exact) {}
