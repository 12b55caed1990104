package io.awfar.ingest.webhook;

import org.jspecify.annotations.Nullable;

/// Ids and names that every event of a body repeats.
final class ShortText {

  /// Longer than any of WhatsApp's. Without a bound a body could be multiplied by its events.
  private static final int CHARS_MAX = 256;

  private ShortText() {}

  /// The text, or null if it is too long to be what it claims to be.
  static @Nullable String orNull(@Nullable String text) {
    return text == null || text.length() > CHARS_MAX ? null : text;
  }
}
