package io.awfar.media.access;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/// Lets nothing below `/files` through without a token, and none of what changes something with the
/// token of an analyst: before a byte of the body is read.
final class CallerFilter implements WebFilter {

  private static final String ROOT = "/files";
  private static final String SCHEME = "bearer ";

  private final TokenVerifier tokens;
  private final Scheduler blocking;

  CallerFilter(TokenVerifier tokens, Scheduler blocking) {
    this.tokens = tokens;
    this.blocking = blocking;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String path = exchange.getRequest().getPath().value();
    if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
      return chain.filter(exchange);
    }
    String token = token(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    return Mono.fromCallable(() -> tokens.verify(token))
        .subscribeOn(blocking)
        .flatMap(caller -> goOn(caller, exchange, chain));
  }

  private static Mono<Void> goOn(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
    if (exchange.getRequest().getMethod() != HttpMethod.GET && !caller.mayWrite()) {
      return Mono.error(new RefusedException(Refusal.FORBIDDEN));
    }
    exchange.getAttributes().put(Caller.ATTRIBUTE, caller);
    return chain.filter(exchange);
  }

  private static String token(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new RefusedException(Refusal.TOKEN_MISSING);
    }
    return header.substring(SCHEME.length());
  }
}
