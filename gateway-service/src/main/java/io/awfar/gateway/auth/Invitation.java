package io.awfar.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/// An invitation that nobody has used, without its token.
record Invitation(
    UUID id,
    @Schema(example = "agent@example.com") String email,
    @Schema(description = "What the invited person will be") Role role,
    @Schema(description = "The administrator who made it; it holds as long as that one is one")
        UUID invitedBy,
    Instant createdAt,
    Instant expiresAt) {}
