package io.awfar.gateway.auth;

import com.nimbusds.jose.jwk.RSAKey;
import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.SigningKeyQueries.Kept;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The keys that the deployment did not give: made here, kept in the database, so that tokens
/// outlive a restart and all gateways agree, and replaced when they are old.
@Component
final class KeptKeys {

  private static final Logger log = LoggerFactory.getLogger(KeptKeys.class);

  private final SigningKeyQueries queries;
  private final Duration tokenValidity;
  private final Duration rotation;

  KeptKeys(SigningKeyQueries queries, GatewaySettings settings) {
    this.queries = queries;
    this.tokenValidity = settings.tokenValidity();
    this.rotation = settings.accounts().keyRotation();
  }

  /// Those of this moment; the first is made if there is none.
  Mono<KeyRing> read() {
    return found()
        .switchIfEmpty(
            generated()
                .flatMap(
                    key -> queries.addIfNone(key.getKeyID(), key.toJSONString(), tokenValidity))
                .then(Mono.defer(this::found)))
        .switchIfEmpty(
            Mono.error(() -> new IllegalStateException("signing_keys has no key that signs")));
  }

  /// Replaces the key that signs if it is old, and drops those whose last token has expired.
  Mono<Void> rotate() {
    return queries
        .isDue(rotation)
        .filter(due -> due)
        .flatMap(_ -> generated())
        .flatMap(this::replace)
        .then(Mono.defer(queries::deleteEnded))
        .then();
  }

  private Mono<Long> replace(RSAKey key) {
    return queries
        .replace(key.getKeyID(), key.toJSONString(), tokenValidity, rotation)
        .doOnNext(rows -> {
          if (rows > 0) {
            log.info("Tokens are signed with key {} from now on", key.getKeyID());
          }
        });
  }

  private Mono<KeyRing> found() {
    return queries.all(tokenValidity).collectList().flatMap(this::ring);
  }

  /// Nothing, if none has its private part, as when somebody deleted the one that signs.
  private Mono<KeyRing> ring(List<Kept> kept) {
    List<RSAKey> keys = kept.stream().map(KeptKeys::key).toList();
    if (keys.isEmpty() || !keys.getFirst().isPrivate()) {
      return Mono.empty();
    }
    KeyRing ring = KeyRing.of(keys);
    Kept signing = kept.getFirst();
    return signing.outlived()
        ? queries.outlive(signing.kid(), tokenValidity).thenReturn(ring)
        : Mono.just(ring);
  }

  private static Mono<RSAKey> generated() {
    return Mono.fromCallable(KeyRing::generate).subscribeOn(Schedulers.boundedElastic());
  }

  private static RSAKey key(Kept kept) {
    try {
      return RSAKey.parse(kept.jwk());
    } catch (ParseException e) {
      // The parser's own message would quote the key.
      throw new IllegalStateException("Key " + kept.kid() + " in signing_keys cannot be read");
    }
  }
}
