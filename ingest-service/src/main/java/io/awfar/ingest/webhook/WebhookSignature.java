package io.awfar.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Knows Meta's signature of a body, `X-Hub-Signature-256: sha256=<hex>`: the HMAC-SHA256 of the
/// bytes received, by any of the secrets that are valid now.
public final class WebhookSignature {

  public static final String HEADER = "X-Hub-Signature-256";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";
  private static final int HEX_DIGITS = 64;

  private final List<SecretKeySpec> keys;

  WebhookSignature(WebhookSettings settings) {
    this.keys = settings.appSecrets().stream().map(WebhookSignature::key).toList();
  }

  /// The value of the header for a body that `secret` signs.
  public static String header(String secret, byte[] body) {
    return PREFIX + HexFormat.of().formatHex(hmac(key(secret), body));
  }

  /// The signature in the headers; empty unless there is exactly one and it is well-formed.
  static Optional<byte[]> of(List<String> headers) {
    if (headers.size() != 1) {
      return Optional.empty();
    }
    String header = headers.getFirst();
    if (header.length() != PREFIX.length() + HEX_DIGITS || !header.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(header, PREFIX.length(), header.length()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether one of the secrets made the signature. The time it takes does not depend on which, nor
  /// on how much of it is right.
  boolean isOf(byte[] signature, byte[] body) {
    boolean right = false;
    for (SecretKeySpec key : keys) {
      right |= MessageDigest.isEqual(hmac(key, body), signature);
    }
    return right;
  }

  private static SecretKeySpec key(String secret) {
    return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  private static byte[] hmac(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
