package io.awfar.schemas.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.io.IOException;
import java.text.ParseException;
import java.util.Optional;

/// The secrets of a number as they travel: a JWE that only our keys open, and only for the number
/// that it was made for.
///
/// The number is in the protected header, which the cipher authenticates: credentials that somebody
/// copies to another number do not open there.
public final class SealedCredentials {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CHANNEL_ID = "channelId";
  private static final String APP_SECRET = "appSecret";
  private static final String ACCESS_TOKEN = "accessToken";
  private static final String VERIFY_TOKEN = "verifyToken";

  /// More than the largest secrets that are accepted take.
  private static final int CHARS_MAX = 32 << 10;

  private SealedCredentials() {}

  /// Encrypts with the first key.
  ///
  /// @throws IllegalStateException if there is no key
  public static String seal(String channelId, ChannelSecrets secrets, ChannelKeys keys) {
    OctetSequenceKey key =
        keys.first().orElseThrow(() -> new IllegalStateException("There is no key to seal with"));
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
            .keyID(key.getKeyID())
            .customParam(CHANNEL_ID, channelId)
            .build();
    JWEObject sealed = new JWEObject(header, new Payload(json(secrets)));
    try {
      sealed.encrypt(new DirectEncrypter(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has AES in GCM", e);
    }
    return sealed.serialize();
  }

  /// Decrypts with whichever key made it.
  ///
  /// @throws UnreadableCredentialsException if it was made by another key or for another number, or
  ///   is damaged
  public static ChannelSecrets open(String channelId, String credentials, ChannelKeys keys)
      throws UnreadableCredentialsException {
    JWEObject sealed = parse(credentials);
    JWEHeader header = sealed.getHeader();
    if (!JWEAlgorithm.DIR.equals(header.getAlgorithm())
        || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
        || header.getCompressionAlgorithm() != null) {
      throw new UnreadableCredentialsException("not encrypted in the way agreed on");
    }
    if (!channelId.equals(header.getCustomParam(CHANNEL_ID))) {
      throw new UnreadableCredentialsException("made for another number");
    }
    OctetSequenceKey key =
        Optional.ofNullable(header.getKeyID())
            .flatMap(keys::find)
            .orElseThrow(() -> new UnreadableCredentialsException("made with an unknown key"));
    try {
      sealed.decrypt(new DirectDecrypter(key));
      return secrets(JSON.readTree(sealed.getPayload().toBytes()));
    } catch (JOSEException | IOException | IllegalStateException e) {
      throw new UnreadableCredentialsException("damaged");
    }
  }

  /// The `kid` of the key that it was made with; empty if it has none.
  public static Optional<String> keyId(String credentials) {
    try {
      return Optional.ofNullable(parse(credentials).getHeader().getKeyID());
    } catch (UnreadableCredentialsException e) {
      return Optional.empty();
    }
  }

  private static JWEObject parse(String credentials) throws UnreadableCredentialsException {
    if (credentials.length() > CHARS_MAX) {
      throw new UnreadableCredentialsException("too long");
    }
    try {
      return JWEObject.parse(credentials);
    } catch (ParseException | IllegalArgumentException e) {
      throw new UnreadableCredentialsException("not a JWE");
    }
  }

  private static String json(ChannelSecrets secrets) {
    ObjectNode json = JSON.createObjectNode();
    secrets.appSecret().ifPresent(secret -> json.put(APP_SECRET, secret));
    secrets.accessToken().ifPresent(token -> json.put(ACCESS_TOKEN, token));
    secrets.verifyToken().ifPresent(token -> json.put(VERIFY_TOKEN, token));
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("three texts are always JSON", e);
    }
  }

  private static ChannelSecrets secrets(JsonNode json) {
    return new ChannelSecrets(
        text(json, APP_SECRET), text(json, ACCESS_TOKEN), text(json, VERIFY_TOKEN));
  }

  private static Optional<String> text(JsonNode json, String name) {
    // An empty secret would be one that everybody knows.
    return Optional.ofNullable(json.get(name))
        .map(JsonNode::textValue)
        .filter(secret -> !secret.isEmpty());
  }
}
