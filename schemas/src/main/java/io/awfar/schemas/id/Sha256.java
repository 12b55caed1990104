package io.awfar.schemas.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of UTF-8 text and bytes.
public final class Sha256 {

  private Sha256() {}

  /// The digest, 32 bytes.
  public static byte[] digest(String text) {
    return newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The digest in lower-case hex, 64 characters.
  public static String hex(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  /// A digest to feed piece by piece.
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
