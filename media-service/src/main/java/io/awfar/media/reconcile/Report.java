package io.awfar.media.reconcile;

import java.time.Duration;
import java.time.Instant;

/// What a run came to.
///
/// @param compared whether both sides were read to their ends, whatever became of mending
/// @param tally of a run that ended before that: what it had seen by then
/// @param removed files that were removed from the bucket
/// @param told files that were told to be missing
record Report(
    Instant startedAt,
    Duration took,
    Outcome outcome,
    boolean compared,
    Tally tally,
    long removed,
    long told) {}
