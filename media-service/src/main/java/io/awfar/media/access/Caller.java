package io.awfar.media.access;

import java.util.UUID;
import org.springframework.web.server.ServerWebExchange;

/// Whom a valid token speaks for; whatever is asked for is bound to its workspace.
///
/// @param ownerId the workspace
public record Caller(UUID userId, UUID ownerId, String role) {

  static final String ATTRIBUTE = Caller.class.getName();

  /// The one of a request below `/files`, which has one or does not get here.
  public static Caller of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }

  /// Analysts read.
  boolean mayWrite() {
    return !role.equals("analyst");
  }
}
