package io.awfar.media.store;

import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/// Checks MIME types that strangers wrote.
final class MimeType {

  private static final int CHARS_MAX = 200;

  private MimeType() {}

  /// The type with its parameters, or without them where no header can have them: between quotes
  /// anything may stand.
  static String orElse(@Nullable String stated, String otherwise) {
    if (stated == null) {
      return otherwise;
    }
    MediaType whole = parsed(stated);
    MediaType type = whole == null ? parsed(withoutParameters(stated)) : whole;
    return type == null ? otherwise : type.toString();
  }

  private static @Nullable MediaType parsed(String stated) {
    return isHeaderValue(stated) ? MediaType.parse(stated) : null;
  }

  private static boolean isHeaderValue(String stated) {
    return stated.length() <= CHARS_MAX && stated.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static String withoutParameters(String stated) {
    int parameters = stated.indexOf(';');
    return (parameters < 0 ? stated : stated.substring(0, parameters)).strip();
  }
}
