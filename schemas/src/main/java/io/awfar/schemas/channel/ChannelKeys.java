package io.awfar.schemas.channel;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The keys that credentials of numbers are encrypted with: the first encrypts, all decrypt.
///
/// To change keys, put a new one first everywhere, have everything encrypted again, and then drop
/// the old one. Without any key no credentials can be read or written, and all else works.
public final class ChannelKeys {

  /// The environment variable that every service reads them from: a JWK set of keys of type `oct`
  /// with 256 bits and a `kid` each.
  public static final String VARIABLE = "AWFAR_CHANNEL_KEYS";

  /// No key at all.
  public static final ChannelKeys NONE = new ChannelKeys(Map.of());

  private static final int BITS = 256;
  private static final int KEYS_MAX = 16;
  private static final int ID_CHARS_MAX = 64;

  /// In their order.
  private final Map<String, OctetSequenceKey> byId;

  private ChannelKeys(Map<String, OctetSequenceKey> byId) {
    this.byId = byId;
  }

  /// Reads a JWK set; nothing at all if the text is blank.
  ///
  /// @throws IllegalArgumentException if it is not such a set, without saying what it holds
  public static ChannelKeys parse(String jwkSet) {
    if (jwkSet.isBlank()) {
      return NONE;
    }
    List<JWK> keys = keys(jwkSet);
    if (keys.isEmpty() || keys.size() > KEYS_MAX) {
      throw refused("has not 1 to %d keys".formatted(KEYS_MAX));
    }
    Map<String, OctetSequenceKey> byId = new LinkedHashMap<>();
    for (JWK key : keys) {
      String id = key.getKeyID();
      if (id == null || id.isBlank() || id.length() > ID_CHARS_MAX) {
        throw refused("has a key without a kid of 1 to %d characters".formatted(ID_CHARS_MAX));
      }
      if (!(key instanceof OctetSequenceKey secret) || secret.size() != BITS) {
        throw refused("has a key that is not of type oct with %d bits".formatted(BITS));
      }
      if (byId.put(id, secret) != null) {
        throw refused("has two keys with the same kid");
      }
    }
    return new ChannelKeys(byId);
  }

  /// A new key as a JWK set, for who starts without any.
  public static String generate(String id) {
    try {
      OctetSequenceKey key =
          new OctetSequenceKeyGenerator(BITS).keyID(id).keyUse(KeyUse.ENCRYPTION).generate();
      return new JWKSet(key).toString(false);
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform makes random keys", e);
    }
  }

  /// The key that encrypts.
  Optional<OctetSequenceKey> first() {
    return byId.values().stream().findFirst();
  }

  Optional<OctetSequenceKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The `kid` of the key that encrypts; empty if there is none.
  public Optional<String> firstId() {
    return byId.keySet().stream().findFirst();
  }

  /// The ids of the keys, and not the keys.
  @Override
  public String toString() {
    return byId.keySet().stream().collect(Collectors.joining(", ", "ChannelKeys[", "]"));
  }

  private static List<JWK> keys(String jwkSet) {
    try {
      return JWKSet.parse(jwkSet).getKeys();
    } catch (ParseException | IllegalArgumentException e) {
      // Not as the cause either: it may quote the keys.
      throw refused("is not a JWK set");
    }
  }

  private static IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(VARIABLE + " " + reason);
  }
}
