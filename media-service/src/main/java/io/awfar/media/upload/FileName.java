package io.awfar.media.upload;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is left of a stated file name: something to show, and never part of a path.
final class FileName {

  /// As long as WhatsApp takes one.
  private static final int CHARS_MAX = 240;

  private static final Pattern UNSHOWN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\"<>|:*?]");

  private FileName() {}

  /// @return null if nothing is left
  static @Nullable String of(String stated) {
    int folder = Math.max(stated.lastIndexOf('/'), stated.lastIndexOf('\\'));
    String name = UNSHOWN.matcher(stated.substring(folder + 1)).replaceAll("").strip();
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return null;
    }
    int start = name.length() - Math.min(name.length(), CHARS_MAX);
    return name.substring(start);
  }
}
