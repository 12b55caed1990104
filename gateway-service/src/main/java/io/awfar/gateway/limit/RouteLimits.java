package io.awfar.gateway.limit;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.auth.RouteRules;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Limits what a user may ask for, and on the routes that need no token, such as signing in, what
/// an address may: before a body is read and a password checked.
@Component
@Order(RouteRules.ORDER + 1)
final class RouteLimits implements WebFilter {

  private final LimitSettings settings;
  private final Limits limits;
  private final Pseudonyms pseudonyms;

  RouteLimits(LimitSettings settings, Limits limits, Pseudonyms pseudonyms) {
    this.settings = settings;
    this.limits = limits;
    this.pseudonyms = pseudonyms;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    RouteKind kind = RouteKind.of(exchange.getRequest());
    if (!settings.enabled() || kind == RouteKind.OPEN) {
      return chain.filter(exchange);
    }
    Caller caller = Caller.of(exchange);
    Mono<Void> counted =
        caller == null ? countAddress(exchange, kind) : countUser(exchange, kind, caller);
    return counted.then(Mono.defer(() -> chain.filter(exchange)));
  }

  private Mono<Void> countUser(ServerWebExchange exchange, RouteKind kind, Caller caller) {
    Mono<Void> all = charge(exchange, Limit.API, settings.api(), caller);
    return switch (kind) {
      case SEND -> all.then(charge(exchange, Limit.MESSAGES, settings.sends(), caller));
      case UPLOAD -> all.then(charge(exchange, Limit.UPLOADS, settings.uploads(), caller));
      case AUTH, OTHER, OPEN -> all;
    };
  }

  private Mono<Void> charge(
      ServerWebExchange exchange, Limit limit, RoleRates rates, Caller caller) {
    return Mono.defer(
        () -> limits.charge(exchange, limit, rates.of(caller.role()), caller.userId().toString()));
  }

  private Mono<Void> countAddress(ServerWebExchange exchange, RouteKind kind) {
    String address = pseudonyms.ofAddress(exchange.getRequest());
    Mono<Void> all = limits.charge(exchange, Limit.API, settings.apiByAddress(), address);
    return kind == RouteKind.AUTH
        ? all.then(
            Mono.defer(
                () -> limits.charge(exchange, Limit.AUTH, settings.authByAddress(), address)))
        : all;
  }
}
