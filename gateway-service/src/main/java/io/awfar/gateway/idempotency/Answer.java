package io.awfar.gateway.idempotency;

/// What a request is answered with.
///
/// @param replayed whether it was answered with this before
public record Answer(byte[] body, boolean replayed) {}
