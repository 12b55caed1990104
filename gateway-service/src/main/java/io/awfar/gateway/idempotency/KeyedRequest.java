package io.awfar.gateway.idempotency;

import java.util.UUID;

/// A request as it is known for as long as it is remembered: the same key of another user or route
/// is another request.
///
/// @param fingerprint of its body
public record KeyedRequest(
    UUID workspaceId, UUID userId, String route, IdempotencyKey key, byte[] fingerprint) {}
