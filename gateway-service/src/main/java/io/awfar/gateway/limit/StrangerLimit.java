package io.awfar.gateway.limit;

import io.awfar.gateway.auth.RouteRules;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import org.springframework.core.annotation.Order;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Limits how often an address may come without a valid token.
///
/// Afterwards and not before, so that those whose token is valid are not kept out by others behind
/// the same address.
@Component
@Order(RouteRules.ORDER - 1)
final class StrangerLimit implements WebFilter {

  /// Apart from what signs in: a client that goes on asking with a token that has expired must not
  /// keep others behind its address from signing in.
  private static final String TOKENS = "tokens:";

  private final LimitSettings settings;
  private final Limits limits;
  private final Pseudonyms pseudonyms;

  StrangerLimit(LimitSettings settings, Limits limits, Pseudonyms pseudonyms) {
    this.settings = settings;
    this.limits = limits;
    this.pseudonyms = pseudonyms;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!settings.enabled()) {
      return chain.filter(exchange);
    }
    return chain
        .filter(exchange)
        .onErrorResume(
            StrangerLimit::isOfToken,
            failure ->
                limits
                    .charge(
                        exchange,
                        Limit.API,
                        settings.apiByAddress(),
                        TOKENS + pseudonyms.ofAddress(exchange.getRequest()))
                    .then(Mono.error(failure)));
  }

  private static boolean isOfToken(Throwable failure) {
    return failure instanceof BadJwtException
        || (failure instanceof RefusedException refused
            && (refused.code() == ErrorCode.TOKEN_MISSING
                || refused.code() == ErrorCode.TOKEN_INVALID));
  }
}
