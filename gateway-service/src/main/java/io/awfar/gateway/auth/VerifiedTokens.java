package io.awfar.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.awfar.gateway.auth.UserStanding.Seen;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Who a token speaks for: verified once, then remembered until it expires, and held against its
/// user's row every few seconds.
///
/// A client sends the same token for days, and RSA is the dearest part of a request that has to
/// verify it. Only what was verified is remembered, so nobody can fill the memory with inventions.
@Component
final class VerifiedTokens {

  private static final int REMEMBERED_MAX = 10_000;

  /// Far more than one of ours has.
  private static final int LENGTH_MAX = 4_096;

  /// The library reads over what is no letter of Base64, so that one token could be remembered in
  /// any number of forms.
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private final ReactiveJwtDecoder decoder;
  private final UserStandings standings;
  private final Clock clock;
  private final Cache<String, Verified> remembered =
      // On the thread that asks: the upkeep is too little to be worth a hop.
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).executor(Runnable::run).build();

  /// @param version that its user's tokens had when it was issued
  private record Verified(Caller caller, int version, Instant expiresAt, UserStanding standing) {

    boolean permittedBy(Seen seen) {
      return seen.permits(caller, version);
    }
  }

  VerifiedTokens(ReactiveJwtDecoder decoder, UserStandings standings, Clock clock) {
    this.decoder = decoder;
    this.standings = standings;
    this.clock = clock;
  }

  /// Whom it speaks for, if that is remembered, its time has not run out, and its user's row was
  /// looked at not too long ago.
  @Nullable Caller known(String token) {
    Verified verified = remembered.getIfPresent(token);
    if (verified == null) {
      return null;
    }
    Instant now = clock.instant();
    if (!now.isBefore(verified.expiresAt())) {
      return null;
    }
    Seen seen = verified.standing().recent(now);
    return seen != null && verified.permittedBy(seen) ? verified.caller() : null;
  }

  /// @return an error if it is not ours, or its time has run out, or it lacks a claim, or its user
  ///   has none like it any more
  Mono<Caller> verify(String token) {
    if (token.length() > LENGTH_MAX || !FORM.matcher(token).matches()) {
      return Mono.error(new RefusedException(ErrorCode.TOKEN_INVALID));
    }
    return verified(token)
        .flatMap(verified ->
            standings
                .look(verified.standing(), verified.caller().userId(), verified.version())
                .flatMap(seen ->
                    verified.permittedBy(seen)
                        ? Mono.just(verified.caller())
                        : Mono.error(new RefusedException(ErrorCode.TOKEN_INVALID))));
  }

  private Mono<Verified> verified(String token) {
    Verified before = remembered.getIfPresent(token);
    return before != null && clock.instant().isBefore(before.expiresAt())
        ? Mono.just(before)
        : decoder
            .decode(token)
            .map(this::decoded)
            .doOnNext(decoded -> remembered.put(token, decoded));
  }

  private Verified decoded(Jwt token) {
    try {
      UUID userId = UUID.fromString(claim(token, JwtClaimNames.SUB));
      Caller caller =
          new Caller(
              userId,
              UUID.fromString(claim(token, Tokens.WORKSPACE)),
              Role.parse(claim(token, Tokens.ROLE)));
      Instant expiresAt = Objects.requireNonNull(token.getExpiresAt());
      return new Verified(caller, version(token), expiresAt, standings.of(userId));
    } catch (RuntimeException e) {
      throw new BadJwtException("claims missing", e);
    }
  }

  /// Tokens from before there were versions have the first one.
  private static int version(Jwt token) {
    Number version = token.getClaim(Tokens.VERSION);
    return version == null ? 0 : Math.toIntExact(version.longValue());
  }

  private static String claim(Jwt token, String name) {
    return Objects.requireNonNull(token.getClaimAsString(name), name);
  }
}
