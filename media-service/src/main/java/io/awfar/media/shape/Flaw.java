package io.awfar.media.shape;

import java.util.Locale;

/// What is wrong with a file that is not what its type says.
public enum Flaw {
  /// It ends too early.
  TRUNCATED,
  /// It goes on where its format ends.
  TRAILING_DATA,
  /// Its format has no such thing.
  MALFORMED,
  /// It is a file of another type as well, such as an archive behind an image.
  HIDDEN_FILE,
  /// It has more pixels than anybody could look at.
  TOO_MANY_PIXELS,
  /// Unpacked it would be far larger than it looks.
  ZIP_BOMB;

  /// As it stands in answers, such as `trailing_data`.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
