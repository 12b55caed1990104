package io.awfar.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/// The keys of a moment.
///
/// @param signing the one that signs, with its private part
/// @param verifying all that verify, that one among them, without theirs
record KeyRing(RSAKey signing, JWKSet verifying) {

  private static final int RSA_BITS_MIN = 2048;

  /// @param keys the one that signs first
  static KeyRing of(List<RSAKey> keys) {
    return new KeyRing(keys.getFirst(), new JWKSet(List.<JWK>copyOf(keys)).toPublicJWKSet());
  }

  /// @param text a private RSA key as JWK, or a JWK set of them whose first key signs
  /// @throws IllegalStateException if it is neither
  static KeyRing parse(String text) {
    try {
      List<RSAKey> keys = new ArrayList<>();
      for (JWK key :
          text.contains("\"keys\"") ? JWKSet.parse(text).getKeys() : List.of(JWK.parse(text))) {
        keys.add(usable(key));
      }
      if (keys.isEmpty()) {
        throw refused();
      }
      return of(keys);
    } catch (ParseException | JOSEException e) {
      throw refused();
    }
  }

  static RSAKey generate() throws JOSEException {
    return new RSAKeyGenerator(RSA_BITS_MIN)
        .keyUse(KeyUse.SIGNATURE)
        .keyIDFromThumbprint(true)
        .generate();
  }

  boolean knows(String keyId) {
    return verifying.getKeyByKeyId(keyId) != null;
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

  @Override
  public String toString() {
    return "KeyRing[%s signs]".formatted(signing.getKeyID());
  }
}
