package io.awfar.gateway.auth;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Looks again at the token of a request that goes on for long.
@Component
public final class TokenWatch {

  private final VerifiedTokens tokens;

  TokenWatch(VerifiedTokens tokens) {
    this.tokens = tokens;
  }

  /// Whether it still speaks for the caller, asked anew by each subscriber.
  ///
  /// @param headers of the request
  /// @return an error if nobody can tell at this moment
  public Mono<Boolean> stillSpeaksFor(Caller caller, HttpHeaders headers) {
    String token = RouteRules.token(headers.getFirst(HttpHeaders.AUTHORIZATION));
    return Mono.defer(() -> {
          Caller known = tokens.known(token);
          return known == null ? tokens.verify(token) : Mono.just(known);
        })
        .map(caller::equals)
        .onErrorResume(BadJwtException.class, _ -> Mono.just(false))
        .onErrorResume(
            RefusedException.class,
            refused ->
                refused.code() == ErrorCode.TOKEN_INVALID
                    ? Mono.just(false)
                    : Mono.error(refused));
  }
}
