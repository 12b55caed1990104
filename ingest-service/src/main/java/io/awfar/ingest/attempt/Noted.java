package io.awfar.ingest.attempt;

/// A step that is durable.
///
/// @param offset where it is in the topic of attempts
/// @param commitNanos when its commit was asked for, by this process's own clock: it was ours then,
///   which it need not be any more when the answer is read
public record Noted(long offset, long commitNanos) {}
