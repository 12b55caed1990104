package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Refuses what the role of a caller may not do; see [RouteRoles].
///
/// Later than [RouteRules], so that between the two a caller is counted: one who goes on asking for
/// what is refused has no more requests than another.
@Component
@Order(RoleRules.ORDER)
final class RoleRules implements WebFilter {

  static final int ORDER = RouteRules.ORDER + 2;

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Caller caller = Caller.of(exchange);
    if (caller != null
        && !RouteRoles.permit(caller.role(), exchange.getRequest().getPath().value())) {
      return Mono.error(new RefusedException(ErrorCode.FORBIDDEN));
    }
    return chain.filter(exchange);
  }
}
