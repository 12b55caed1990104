package io.awfar.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.error.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class VerifiedTokensTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration RECHECK = Duration.ofSeconds(5);
  private static final String TOKEN = "a.b.c";
  private static final UUID USER = UUID.randomUUID();
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final Standing FIRST = new Standing(WORKSPACE, Role.AGENT, 0, true);
  private static final Standing SECOND = new Standing(WORKSPACE, Role.AGENT, 1, true);

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicInteger decodings = new AtomicInteger();
  private Mono<Standing> row = Mono.just(FIRST);
  private final UserStandings standings =
      new UserStandings(
          _ -> {
            looks.incrementAndGet();
            return row;
          },
          RECHECK,
          clock);

  @Test
  void aTokenIsKnownFromItsVerificationUntilItsTimeHasRunOut() {
    VerifiedTokens tokens = tokens(jwt());
    assertThat(tokens.known(TOKEN)).isNull();

    Caller caller = tokens.verify(TOKEN).block();

    assertThat(caller).isEqualTo(new Caller(USER, WORKSPACE, Role.AGENT));
    assertThat(tokens.known(TOKEN)).isEqualTo(caller);
    now.set(NOON.plus(Duration.ofMinutes(1)).minusMillis(1));
    tokens.verify(TOKEN).block();
    assertThat(tokens.known(TOKEN)).isEqualTo(caller);
    now.set(NOON.plus(Duration.ofMinutes(1)));
    assertThat(tokens.known(TOKEN)).isNull();
  }

  @Test
  void aTokenThatDiffersByALetterIsNotKnown() {
    VerifiedTokens tokens = tokens(jwt());
    tokens.verify(TOKEN).block();

    assertThat(tokens.known("a.b.d")).isNull();
  }

  @Test
  void whatWasRefusedIsNotRemembered() {
    VerifiedTokens forged = tokens(_ -> Mono.error(new BadJwtException("forged")));
    VerifiedTokens lacking = tokens(jwt().claim(Tokens.ROLE, "owner"));

    for (VerifiedTokens tokens : new VerifiedTokens[] {forged, lacking}) {
      assertThat(refused(tokens)).isTrue();
      assertThat(tokens.known(TOKEN)).isNull();
    }
  }

  @Test
  void theRowIsLookedAtOnceWithinTheTimeAndTheSignatureOnceForAll() {
    VerifiedTokens tokens = tokens(jwt());
    tokens.verify(TOKEN).block();
    tokens.verify(TOKEN).block();
    now.set(NOON.plus(RECHECK).minusMillis(1));
    assertThat(tokens.known(TOKEN)).isNotNull();
    assertThat(looks).hasValue(1);

    now.set(NOON.plus(RECHECK));

    assertThat(tokens.known(TOKEN)).isNull();
    tokens.verify(TOKEN).block();
    assertThat(tokens.known(TOKEN)).isNotNull();
    assertThat(looks).hasValue(2);
    assertThat(decodings).hasValue(1);
  }

  @Test
  void aTokenThatItsUserHasNoMoreIsRefusedAfterTheTimeAtTheLatest() {
    for (Standing after :
        new Standing[] {
          SECOND,
          new Standing(WORKSPACE, Role.ANALYST, 0, true),
          new Standing(WORKSPACE, Role.AGENT, 0, false),
          new Standing(UUID.randomUUID(), Role.AGENT, 0, true),
          null
        }) {
      now.set(NOON);
      row = Mono.just(FIRST);
      VerifiedTokens tokens = tokens(jwt());
      standings.forget(USER);
      tokens.verify(TOKEN).block();

      row = Mono.justOrEmpty(after);
      now.set(NOON.plus(RECHECK));

      assertThat(tokens.known(TOKEN)).isNull();
      assertThat(refused(tokens)).as("" + after).isTrue();
      assertThat(tokens.known(TOKEN)).isNull();
    }
  }

  @Test
  void whatChangesHereEndsATokenAtOnce() {
    VerifiedTokens tokens = tokens(jwt());
    tokens.verify(TOKEN).block();

    row = Mono.just(SECOND);
    standings.forget(USER);

    assertThat(tokens.known(TOKEN)).isNull();
    assertThat(refused(tokens)).isTrue();
  }

  @Test
  void whatWasReadBeforeAChangeIsNotKeptAfterIt() {
    Sinks.One<Standing> slow = Sinks.one();
    row = slow.asMono();
    VerifiedTokens tokens = tokens(jwt());
    AtomicReference<@Nullable Caller> early = new AtomicReference<>();
    tokens.verify(TOKEN).subscribe(early::set);

    standings.forget(USER);
    slow.tryEmitValue(FIRST);

    assertThat(early.get()).isNotNull();
    assertThat(tokens.known(TOKEN)).isNull();
    row = Mono.just(SECOND);
    assertThat(refused(tokens)).isTrue();
  }

  @Test
  void howeverManyWaitForARowItIsReadOnce() {
    Sinks.One<Standing> slow = Sinks.one();
    row = slow.asMono();
    VerifiedTokens tokens = tokens(jwt());
    AtomicInteger answered = new AtomicInteger();
    for (int i = 0; i < 50; i++) {
      tokens.verify(TOKEN).subscribe(_ -> answered.incrementAndGet());
    }

    slow.tryEmitValue(FIRST);

    assertThat(answered).hasValue(50);
    assertThat(looks).hasValue(1);
  }

  @Test
  void aTokenThatIsNewerThanWhatWasSeenHasTheRowLookedAtAgain() {
    VerifiedTokens old = tokens(jwt());
    old.verify(TOKEN).block();
    row = Mono.just(SECOND);

    VerifiedTokens tokens = tokens(jwt().claim(Tokens.VERSION, 1));

    assertThat(tokens.verify(TOKEN).block()).isNotNull();
    assertThat(old.known(TOKEN)).isNull();
    assertThat(looks).hasValue(2);
  }

  @Test
  void aTokenThatIsNewerThanALookThatWasUnderWayHasTheRowLookedAtAgain() {
    Sinks.One<Standing> slow = Sinks.one();
    row = slow.asMono();
    tokens(jwt()).verify(TOKEN).subscribe();
    AtomicReference<@Nullable Caller> caller = new AtomicReference<>();
    tokens(jwt().claim(Tokens.VERSION, 1)).verify(TOKEN).subscribe(caller::set);

    row = Mono.just(SECOND);
    slow.tryEmitValue(FIRST);

    assertThat(caller.get()).isNotNull();
  }

  @Test
  void withoutTheDatabaseNobodyIsLetInAndWithItEverybodyIsAgain() {
    VerifiedTokens tokens = tokens(jwt());
    tokens.verify(TOKEN).block();
    now.set(NOON.plus(RECHECK));
    row = Mono.error(new IllegalStateException("database down"));

    assertThat(tokens.known(TOKEN)).isNull();
    assertThat(tokens.verify(TOKEN).onErrorComplete(IllegalStateException.class).block()).isNull();
    row = Mono.just(FIRST);

    assertThat(tokens.verify(TOKEN).block()).isNotNull();
  }

  private static boolean refused(VerifiedTokens tokens) {
    return tokens
            .verify(TOKEN)
            .onErrorComplete(failure ->
                failure instanceof BadJwtException || failure instanceof RefusedException)
            .block()
        == null;
  }

  private VerifiedTokens tokens(Jwt.Builder token) {
    return tokens(_ -> {
      decodings.incrementAndGet();
      return Mono.just(token.build());
    });
  }

  private VerifiedTokens tokens(ReactiveJwtDecoder decoder) {
    return new VerifiedTokens(decoder, standings, clock);
  }

  private static Jwt.Builder jwt() {
    return Jwt.withTokenValue(TOKEN)
        .header("alg", "RS256")
        .subject(USER.toString())
        .claim(Tokens.WORKSPACE, WORKSPACE.toString())
        .claim(Tokens.ROLE, "agent")
        .expiresAt(NOON.plus(Duration.ofMinutes(1)));
  }
}
