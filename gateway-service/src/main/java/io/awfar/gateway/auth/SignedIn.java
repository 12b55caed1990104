package io.awfar.gateway.auth;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// The answer to a sign-in.
record SignedIn(
    @Schema(description = "Send it as `Authorization: Bearer <token>`") String token,
    Instant expiresAt,
    User user) {

  @Override
  public String toString() {
    return "SignedIn[%s]".formatted(user.id());
  }
}
