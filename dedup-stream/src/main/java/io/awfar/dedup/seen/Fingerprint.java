package io.awfar.dedup.seen;

/// 128 bits of the SHA-256 of an event's identity: what is remembered of it.
///
/// Among a trillion events, the chance that any two share a fingerprint is about one in 10^15.
public record Fingerprint(long high, long low) {}
