package io.awfar.dedup.normalise;

/// Text that every consumer can keep: PostgreSQL refuses NUL, and UTF-8 has no form for half a
/// surrogate pair, so both become U+FFFD.
final class CleanText {

  private static final char REPLACEMENT = '\uFFFD';

  private CleanText() {}

  /// The same text if it is clean, else a copy with each bad character replaced.
  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return replaced(text);
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          return replaced(text);
        }
        i++;
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPair(text, i)) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return clean.toString();
  }

  private static boolean isPair(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        && index + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(index + 1));
  }
}
