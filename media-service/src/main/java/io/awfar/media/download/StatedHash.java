package io.awfar.media.download;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A SHA-256 as WhatsApp states it: base64 in webhooks, hex in answers of the API, either in both.
public final class StatedHash {

  private static final int DIGEST_BYTES = 32;
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{64}");

  private StatedHash() {}

  /// The hash in lower-case hex, or null if there is none that could be compared with.
  public static @Nullable String hex(@Nullable String stated) {
    if (stated == null) {
      return null;
    }
    String text = stated.strip();
    if (HEX.matcher(text).matches()) {
      return text.toLowerCase(Locale.ROOT);
    }
    try {
      byte[] digest = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
      return digest.length == DIGEST_BYTES ? HexFormat.of().formatHex(digest) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
