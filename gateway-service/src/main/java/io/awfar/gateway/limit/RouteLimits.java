package io.awfar.gateway.limit;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.auth.RouteRules;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
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

  /// While attempts of the address are being looked at, most of which will be given back.
  private static final String SOON_SECONDS = "1";

  /// How many sign-ins of an address are being looked at.
  private final Map<String, Integer> signingIn = new ConcurrentHashMap<>();

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
    if (caller == null) {
      return countAddress(exchange, kind, chain);
    }
    return countUser(exchange, kind, caller).then(Mono.defer(() -> chain.filter(exchange)));
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

  private Mono<Void> countAddress(
      ServerWebExchange exchange, RouteKind kind, WebFilterChain chain) {
    String address = pseudonyms.ofAddress(exchange.getRequest());
    Mono<Void> all = limits.charge(exchange, Limit.API, settings.apiByAddress(), address);
    if (kind != RouteKind.AUTH) {
      return all.then(Mono.defer(() -> chain.filter(exchange)));
    }
    return all.then(
            Mono.defer(
                () -> limits.charge(exchange, Limit.AUTH, settings.authByAddress(), address)))
        .onErrorResume(
            RefusedException.class, refusal -> soonerIfOthersSignIn(exchange, address, refusal))
        .then(Mono.defer(() -> signIn(address, chain.filter(exchange))));
  }

  /// Of many who sign in at the same moment some find no room, though all of them may be right.
  private Mono<Void> soonerIfOthersSignIn(
      ServerWebExchange exchange, String address, RefusedException refusal) {
    if (refusal.code() == ErrorCode.RATE_LIMITED && signingIn.containsKey(address)) {
      exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, SOON_SECONDS);
    }
    return Mono.error(refusal);
  }

  private Mono<Void> signIn(String address, Mono<Void> rest) {
    signingIn.merge(address, 1, Integer::sum);
    return rest.doFinally(
        _ -> signingIn.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1));
  }
}
