package io.awfar.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Who a token speaks for: verified once, then remembered until it expires.
///
/// A client sends the same token for days, and RSA is the dearest part of a request that has to
/// verify it. Only what was verified is remembered, so nobody can fill the memory with inventions.
@Component
final class VerifiedTokens {

  private static final int REMEMBERED_MAX = 10_000;

  private final ReactiveJwtDecoder decoder;
  private final Clock clock;
  private final Cache<String, Verified> remembered =
      // On the thread that asks: the upkeep is too little to be worth a hop.
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).executor(Runnable::run).build();

  private record Verified(Caller caller, Instant expiresAt) {}

  VerifiedTokens(ReactiveJwtDecoder decoder, Clock clock) {
    this.decoder = decoder;
    this.clock = clock;
  }

  /// Whom it speaks for, if that is remembered and its time has not run out.
  @Nullable Caller known(String token) {
    Verified verified = remembered.getIfPresent(token);
    return verified != null && clock.instant().isBefore(verified.expiresAt())
        ? verified.caller()
        : null;
  }

  /// @return an error if it is not ours, or its time has run out, or it lacks a claim that we write
  ///   today
  Mono<Caller> verify(String token) {
    return decoder
        .decode(token)
        .map(VerifiedTokens::verified)
        .doOnNext(verified -> remembered.put(token, verified))
        .map(Verified::caller);
  }

  private static Verified verified(Jwt token) {
    try {
      Caller caller =
          new Caller(
              UUID.fromString(claim(token, JwtClaimNames.SUB)),
              UUID.fromString(claim(token, Tokens.WORKSPACE)),
              Role.parse(claim(token, Tokens.ROLE)));
      return new Verified(caller, Objects.requireNonNull(token.getExpiresAt()));
    } catch (RuntimeException e) {
      throw new BadJwtException("claims missing", e);
    }
  }

  private static String claim(Jwt token, String name) {
    return Objects.requireNonNull(token.getClaimAsString(name), name);
  }
}
