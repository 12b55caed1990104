package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.AcceptedType;
import io.awfar.media.type.FileBytes;
import io.awfar.media.type.ZipDirectory;
import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Pattern;

/// A file that other programs would take for something else, since they look for its beginning or
/// its end where they like.
final class HiddenFiles {

  /// As far as readers of PDF look for its beginning, and browsers for markup.
  private static final int START_BYTES = 2048;

  private static final Pattern PDF = Pattern.compile("%PDF-\\d");
  private static final Pattern MARKUP =
      Pattern.compile(
          "<(!doctype\\s+html|html|script|svg|iframe|body|head)[\\s>/]|<\\?php",
          Pattern.CASE_INSENSITIVE);

  private HiddenFiles() {}

  static void check(FileBytes file, AcceptedType type) throws IOException, FlawException {
    String start = file.text(0, (int) Math.min(START_BYTES, file.size()));
    unless(type == AcceptedType.PDF || !PDF.matcher(start).find(), Flaw.HIDDEN_FILE);
    unless(!MARKUP.matcher(start).find(), Flaw.HIDDEN_FILE);
    switch (type) {
      case DOCX, XLSX, PPTX -> {
        // It is an archive; what belongs to it is looked at by itself.
      }
      case JPEG,
          PNG,
          WEBP,
          MP4,
          THREE_GPP,
          AAC,
          AMR,
          MPEG,
          MP4_AUDIO,
          OGG,
          PDF,
          TEXT,
          DOC,
          XLS,
          PPT ->
          unless(!hasArchive(file), Flaw.HIDDEN_FILE);
    }
  }

  /// Archives are read from their end.
  private static boolean hasArchive(FileBytes file) throws IOException {
    try {
      return ZipDirectory.endsAnyArchive(file);
    } catch (EOFException e) {
      return false;
    }
  }
}
