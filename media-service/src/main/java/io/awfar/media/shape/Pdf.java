package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import java.io.IOException;

/// PDF by its beginning and its end (ISO 32000-2, 7.5.2 and 7.5.5), which readers would look for
/// further in.
final class Pdf {

  private static final String START = "%PDF-";
  private static final String END = "%%EOF";

  /// As far as readers look for the end.
  private static final int TAIL_BYTES = 1024;

  private Pdf() {}

  static void check(FileBytes file) throws IOException, FlawException {
    unless(file.text(0, START.length()).equals(START), Flaw.MALFORMED);
    int tailBytes = (int) Math.min(TAIL_BYTES, file.size());
    String tail = file.text(file.size() - tailBytes, tailBytes);
    int end = tail.lastIndexOf(END);
    unless(end >= 0, Flaw.TRUNCATED);
    unless(
        tail.substring(end + END.length()).strip().replace("\0", "").isEmpty(), Flaw.TRAILING_DATA);
  }
}
