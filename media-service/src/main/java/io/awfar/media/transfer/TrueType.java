package io.awfar.media.transfer;

import io.awfar.media.type.FileType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The MIME type that a file of a message is kept under.
///
/// Its bytes decide. What was stated adds its parameters where it names the same, and counts by
/// itself only where the bytes say nothing. Whatever a browser might run is mere bytes, whoever
/// says it.
final class TrueType {

  private TrueType() {}

  /// @param stated by WhatsApp, which has it from the sender
  /// @param found by the bytes
  static String of(@Nullable String stated, FileType found) {
    if (stated == null) {
      return found.storedAs();
    }
    String named = withoutParameters(stated);
    if (named.equals(found.mimeType())) {
      return isHarmless(found) ? stated : found.storedAs();
    }
    return found.equals(FileType.UNKNOWN) && isType(named) && isHarmless(new FileType(named))
        ? stated
        : found.storedAs();
  }

  private static boolean isHarmless(FileType type) {
    return type.storedAs().equals(type.mimeType());
  }

  private static boolean isType(String named) {
    return named.indexOf('/') > 0;
  }

  private static String withoutParameters(String stated) {
    int parameters = stated.indexOf(';');
    return (parameters < 0 ? stated : stated.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
