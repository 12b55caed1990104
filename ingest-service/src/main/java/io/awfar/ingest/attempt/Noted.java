package io.awfar.ingest.attempt;

/// A step that is durable.
///
/// @param offset where it is in the topic of attempts
/// @param durableNanos when that was known, by this process's own clock
public record Noted(long offset, long durableNanos) {}
