package io.awfar.gateway.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The keys that sign and verify tokens: the deployment's if it gives any, else [KeptKeys], as they
/// were read last.
///
/// Whoever asks for a key that is not among them has them read again, at most once a second
/// whatever strangers invent; nobody is told that there is none before they were.
@Component
final class SigningKeys {

  private static final Duration READ_INTERVAL_MIN = Duration.ofSeconds(1);

  /// Who waits holds a place among the requests that are worked on, and anybody can invent a key.
  private static final int WAITING_MAX = 32;

  private final Mono<KeyRing> source;
  private final boolean fixed;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Clock clock;
  private volatile @Nullable Reading last;
  private @Nullable Mono<KeyRing> next;
  private Instant nextAt = Instant.EPOCH;

  /// @param begun when the keys were asked for
  private record Reading(KeyRing ring, Instant begun) {}

  @Autowired
  SigningKeys(GatewaySettings settings, KeptKeys kept, Clock clock) {
    this(
        settings.jwtKey() == null ? kept.read() : Mono.just(KeyRing.parse(settings.jwtKey())),
        settings.jwtKey() != null,
        clock);
  }

  /// @param fixed whether the source gives the same each time
  SigningKeys(Mono<KeyRing> source, boolean fixed, Clock clock) {
    this.source = source;
    this.fixed = fixed;
    this.clock = clock;
  }

  /// Those that were read last; read now if none were.
  Mono<KeyRing> current() {
    Reading known = last;
    return known == null ? reread() : Mono.just(known.ring());
  }

  /// All that verify, not older than a second unless the database does not answer.
  Mono<JWKSet> published() {
    Reading known = last;
    if (known != null && clock.instant().isBefore(known.begun().plus(READ_INTERVAL_MIN))) {
      return Mono.just(known.ring().verifying());
    }
    Mono<KeyRing> read = reread();
    return (known == null ? read : read.onErrorReturn(known.ring())).map(KeyRing::verifying);
  }

  /// What may verify a token that says to be signed with a key.
  Flux<JWK> verifying(@Nullable String keyId) {
    return current()
        .flatMap(ring ->
            keyId == null || fixed || ring.knows(keyId) ? Mono.just(ring) : rereadIfFewWait())
        .flatMapIterable(ring -> ring.verifying().getKeys());
  }

  private Mono<KeyRing> rereadIfFewWait() {
    return Mono.defer(() -> {
      if (waiting.incrementAndGet() > WAITING_MAX) {
        waiting.decrementAndGet();
        return Mono.error(new RefusedException(ErrorCode.BUSY));
      }
      return reread().doFinally(_ -> waiting.decrementAndGet());
    });
  }

  /// Reads them after this call, together with all who ask before it is their turn.
  synchronized Mono<KeyRing> reread() {
    if (next == null) {
      Instant now = clock.instant();
      // A clock that was set back must not make anybody wait for longer.
      Duration wait = min(READ_INTERVAL_MIN, Duration.between(now, nextAt));
      nextAt = (wait.isPositive() ? now.plus(wait) : now).plus(READ_INTERVAL_MIN);
      Mono<KeyRing> read = Mono.defer(this::read);
      next = (wait.isPositive() ? Mono.delay(wait).then(read) : read).cache();
    }
    return next;
  }

  private synchronized Mono<KeyRing> read() {
    next = null;
    Instant begun = clock.instant();
    return source.doOnNext(ring -> keep(new Reading(ring, begun)));
  }

  private synchronized void keep(Reading reading) {
    if (last == null || !reading.begun().isBefore(last.begun())) {
      last = reading;
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
