package io.awfar.guarantees.verify;

/// What the services say that they did.
///
/// @param received raw events that dedup-stream decided on, all instances
/// @param published events that it passed on
/// @param duplicates events that it had seen before
/// @param quarantined events that it could not use
/// @param stored events that persistence-service stored
/// @param files files that stored messages tell of
/// @param media files whose fate is stored
public record Counts(
    long received,
    long published,
    long duplicates,
    long quarantined,
    long stored,
    long files,
    long media) {}
