package io.awfar.gateway.auth;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/// Who a valid token says is calling; every query of a route is bound to its workspace.
public record Caller(UUID userId, UUID workspaceId, Role role) {

  /// Nobody before the token is verified, and on routes that need none.
  public static @Nullable Caller of(ServerWebExchange exchange) {
    return exchange.getAttribute(CallerResolver.ATTRIBUTE);
  }
}
