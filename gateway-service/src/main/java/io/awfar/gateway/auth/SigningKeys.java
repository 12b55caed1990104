package io.awfar.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.awfar.gateway.GatewaySettings;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The keys that sign and verify tokens: the deployment's if it gives any, else one that is made
/// once and kept in the database, so that tokens outlive a restart and all gateways agree.
@Component
final class SigningKeys {

  private static final int RSA_BITS_MIN = 2048;

  private final Mono<JWKSet> keys;

  SigningKeys(GatewaySettings settings, SigningKeyQueries queries) {
    String given = settings.jwtKey();
    Mono<JWKSet> source = given == null ? kept(queries) : Mono.just(parse(given));
    // Kept for good once there; a failure is tried again by whoever asks next.
    keys =
        source.cache(
            _ -> Duration.ofMillis(Long.MAX_VALUE), _ -> Duration.ZERO, () -> Duration.ZERO);
  }

  /// All keys with their private parts; the first one signs.
  Mono<JWKSet> all() {
    return keys;
  }

  private static Mono<JWKSet> kept(SigningKeyQueries queries) {
    Mono<String> made =
        Mono.fromCallable(SigningKeys::generate)
            .subscribeOn(Schedulers.boundedElastic())
            .flatMap(key -> queries.addIfNone(key.getKeyID(), key.toJSONString()))
            .then(queries.active());
    return queries.active().switchIfEmpty(made).map(SigningKeys::parse);
  }

  private static RSAKey generate() throws JOSEException {
    return new RSAKeyGenerator(RSA_BITS_MIN)
        .keyUse(KeyUse.SIGNATURE)
        .keyIDFromThumbprint(true)
        .generate();
  }

  /// @param text a private RSA key as JWK, or a JWK set of them
  private static JWKSet parse(String text) {
    try {
      List<JWK> parsed = new ArrayList<>();
      for (JWK key :
          text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text))) {
        parsed.add(usable(key));
      }
      if (parsed.isEmpty()) {
        throw refused();
      }
      return new JWKSet(parsed);
    } catch (ParseException | JOSEException e) {
      throw refused();
    }
  }

  private static RSAKey usable(JWK key) throws JOSEException {
    if (!(key instanceof RSAKey rsa) || !rsa.isPrivate() || rsa.size() < RSA_BITS_MIN) {
      throw refused();
    }
    return rsa.getKeyID() == null ? new RSAKey.Builder(rsa).keyIDFromThumbprint().build() : rsa;
  }

  private static IllegalStateException refused() {
    // The parser's own message would quote the key.
    return new IllegalStateException(
        "AWFAR_GATEWAY_JWT_KEY must be a private RSA key of at least 2048 bits as JWK JSON,"
            + " or a JWK set of such keys");
  }
}
