package io.awfar.ingest.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret of a Meta app, with which it signs the bodies of its webhooks: HMAC-SHA256.
///
/// Equal to another of the same text, and never printed.
public final class AppSecret {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private AppSecret(SecretKeySpec key) {
    this.key = key;
  }

  public static AppSecret of(String text) {
    return new AppSecret(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  /// The signature of a body, 32 bytes.
  public byte[] sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /// Whether it made the signature. The time it takes does not depend on how much of it is right.
  public boolean made(byte[] signature, byte[] body) {
    return MessageDigest.isEqual(sign(body), signature);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof AppSecret secret && key.equals(secret.key));
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return "AppSecret[]";
  }
}
