package io.awfar.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

class VerifiedTokensTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String TOKEN = "a.b.c";

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InstantSource clock = now::get;

  @Test
  void aTokenIsKnownFromItsVerificationUntilItsTimeHasRunOut() {
    VerifiedTokens tokens = tokens(_ -> Mono.just(jwt().build()));
    assertThat(tokens.known(TOKEN)).isNull();

    Caller caller = tokens.verify(TOKEN).block();

    assertThat(tokens.known(TOKEN)).isEqualTo(caller);
    now.set(NOON.plus(Duration.ofMinutes(1)).minusMillis(1));
    assertThat(tokens.known(TOKEN)).isEqualTo(caller);
    now.set(NOON.plus(Duration.ofMinutes(1)));
    assertThat(tokens.known(TOKEN)).isNull();
  }

  @Test
  void aTokenThatDiffersByALetterIsNotKnown() {
    VerifiedTokens tokens = tokens(_ -> Mono.just(jwt().build()));
    tokens.verify(TOKEN).block();

    assertThat(tokens.known("a.b.d")).isNull();
  }

  @Test
  void whatWasRefusedIsNotRemembered() {
    VerifiedTokens forged = tokens(_ -> Mono.error(new BadJwtException("forged")));
    VerifiedTokens lacking = tokens(_ -> Mono.just(jwt().claim(Tokens.ROLE, "owner").build()));

    for (VerifiedTokens tokens : new VerifiedTokens[] {forged, lacking}) {
      assertThat(tokens.verify(TOKEN).onErrorComplete(BadJwtException.class).block()).isNull();
      assertThat(tokens.known(TOKEN)).isNull();
    }
  }

  private VerifiedTokens tokens(ReactiveJwtDecoder decoder) {
    return new VerifiedTokens(decoder, clock.withZone(ZoneOffset.UTC));
  }

  private static Jwt.Builder jwt() {
    return Jwt.withTokenValue(TOKEN)
        .header("alg", "RS256")
        .subject(UUID.randomUUID().toString())
        .claim(Tokens.WORKSPACE, UUID.randomUUID().toString())
        .claim(Tokens.ROLE, "agent")
        .expiresAt(NOON.plus(Duration.ofMinutes(1)));
  }
}
