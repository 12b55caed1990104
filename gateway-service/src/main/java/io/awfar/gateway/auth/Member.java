package io.awfar.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user as the administrators of its workspace see it.
record Member(
    UUID id,
    @Schema(example = "agent@example.com") String email,
    @Schema(example = "Amal") String name,
    Role role,
    @Schema(description = "One that is not cannot sign in, and its tokens have ended")
        boolean active,
    Instant createdAt,
    @Nullable Instant deactivatedAt) {

  boolean isActiveAdmin() {
    return active && role == Role.ADMIN;
  }
}
