package io.awfar.media.type;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Markup that Tika takes for text, since it does not begin as a whole page does.
///
/// What a browser would take for HTML at the beginning (WHATWG, "MIME Sniffing", 7.1), and what has
/// scripts or drawings in it further on.
final class MarkupType {

  private static final int BYTES_MAX = 64 * 1024;

  private static final Pattern BEGINS =
      Pattern.compile(
          "^(\\u00ef\\u00bb\\u00bf)?\\s*(<!--|<\\?xml|<(!doctype|html|head|script|iframe|h1|div|font|table|a|style|title"
              + "|b|body|br|p|svg)[\\s>/])",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTAINS =
      Pattern.compile("<(script|svg|iframe|object|embed|html)[\\s>/]", Pattern.CASE_INSENSITIVE);

  private MarkupType() {}

  static Optional<FileType> of(FileBytes file) throws IOException {
    // Sixteen-bit characters are read as eight-bit ones by leaving out what is between them.
    String text = file.text(0, (int) Math.min(BYTES_MAX, file.size())).replace("\0", "");
    return BEGINS.matcher(text).find() || CONTAINS.matcher(text).find()
        ? Optional.of(new FileType("text/html"))
        : Optional.empty();
  }
}
