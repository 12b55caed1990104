package io.awfar.gateway.auth;

import io.awfar.gateway.error.RefusedException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Lets an answer that outlasts its request ask whether the token that it was asked with still
/// holds.
@Component
public final class TokenChecks {

  private final VerifiedTokens tokens;

  TokenChecks(VerifiedTokens tokens) {
    this.tokens = tokens;
  }

  /// Asks anew with each subscription; seldom the database.
  ///
  /// @return false once the token has expired or was ended; an error while nobody can tell
  public Mono<Boolean> holds(ServerHttpRequest request) {
    String token = RouteRules.token(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    return Mono.defer(() -> tokens.verify(token))
        .thenReturn(true)
        .onErrorReturn(TokenChecks::isOver, false);
  }

  private static boolean isOver(Throwable failure) {
    return failure instanceof BadJwtException || failure instanceof RefusedException;
  }
}
