package io.awfar.media.type;

import java.util.Locale;

/// What a file is to WhatsApp: the member of a message that it can be sent in.
public enum MediaKind {
  IMAGE,
  VIDEO,
  AUDIO,
  DOCUMENT,
  STICKER;

  /// As it stands in answers and in messages: `image`, `video`, ...
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
