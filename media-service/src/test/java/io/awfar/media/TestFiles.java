package io.awfar.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/// Contents of files and their hashes.
public final class TestFiles {

  private TestFiles() {}

  public static byte[] random(int size, long seed) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
  }

  public static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(digest(content));
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
