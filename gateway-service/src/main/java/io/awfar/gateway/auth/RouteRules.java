package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Which routes need a token: all under `/api` but registering and signing in. [RoleRules] say
/// which of them need a role.
///
/// What lies outside `/api` is public by purpose (health, keys, documentation) or does not exist.
/// Open routes do not look at tokens at all: a client whose token has expired must be able to send
/// it along and still sign in.
///
/// No cookie carries authority here, so there is no forgery across sites to guard against. A filter
/// of our own and not Spring Security's chain, whose dozen filters are most of the cost of a page.
@Component
@Order(RouteRules.ORDER)
public final class RouteRules implements WebFilter {

  /// After everything that holds for open routes as well.
  public static final int ORDER = 0;

  private static final Set<String> SIGNING_IN = Set.of("/api/auth/login", "/api/auth/register");
  private static final String SCHEME = "bearer ";

  private final VerifiedTokens tokens;

  RouteRules(VerifiedTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (isOpen(request)) {
      return chain.filter(exchange);
    }
    String token = token(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    Caller known = tokens.known(token);
    if (known != null) {
      return goOn(known, exchange, chain);
    }
    return tokens.verify(token).flatMap(caller -> goOn(caller, exchange, chain));
  }

  private static Mono<Void> goOn(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
    exchange.getAttributes().put(CallerResolver.ATTRIBUTE, caller);
    return chain.filter(exchange);
  }

  private static boolean isOpen(ServerHttpRequest request) {
    String path = request.getPath().value();
    boolean api = path.equals("/api") || path.startsWith("/api/");
    return !api || (SIGNING_IN.contains(path) && request.getMethod() == HttpMethod.POST);
  }

  /// @throws RefusedException if there is none
  static String token(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new RefusedException(ErrorCode.TOKEN_MISSING);
    }
    return header.substring(SCHEME.length());
  }
}
