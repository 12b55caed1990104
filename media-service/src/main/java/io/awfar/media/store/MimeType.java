package io.awfar.media.store;

import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/// Checks MIME types that strangers wrote.
final class MimeType {

  private static final int CHARS_MAX = 200;

  private MimeType() {}

  static String orElse(@Nullable String stated, String otherwise) {
    if (stated == null || stated.length() > CHARS_MAX) {
      return otherwise;
    }
    MediaType type = MediaType.parse(stated);
    return type == null ? otherwise : type.toString();
  }
}
