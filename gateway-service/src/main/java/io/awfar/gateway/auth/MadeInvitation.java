package io.awfar.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/// An invitation that was made just now, with what its person registers with.
record MadeInvitation(
    UUID id,
    @Schema(example = "agent@example.com") String email,
    @Schema(description = "What the invited person will be") Role role,
    @Schema(
            description = "To be handed to the person; it is never told again",
            example = "yTq0cO8mFq1m3xN0nq2lJZf3wq7n8V0b1dX5k4u9a2E")
        String token,
    UUID invitedBy,
    Instant createdAt,
    Instant expiresAt) {

  static MadeInvitation of(Invitation made, InvitationToken token) {
    return new MadeInvitation(
        made.id(),
        made.email(),
        made.role(),
        token.text(),
        made.invitedBy(),
        made.createdAt(),
        made.expiresAt());
  }

  @Override
  public String toString() {
    return "MadeInvitation[%s]".formatted(id);
  }
}
