package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import java.io.IOException;

/// Text in which there are no bytes that no text has.
final class PlainText {

  private static final int BIG_ENDIAN_MARK = 0xfeff;
  private static final int LITTLE_ENDIAN_MARK = 0xfffe;

  private PlainText() {}

  static void check(FileBytes file) throws IOException, FlawException {
    int mark = file.size() >= 2 ? file.u16(0) : 0;
    if (mark == BIG_ENDIAN_MARK || mark == LITTLE_ENDIAN_MARK) {
      unless(file.size() % 2 == 0, Flaw.TRUNCATED);
      for (long i = 2; i < file.size(); i += 2) {
        checkCharacter(mark == BIG_ENDIAN_MARK ? file.u16(i) : file.u16le(i));
      }
    } else {
      for (long i = 0; i < file.size(); i++) {
        checkCharacter(file.u8(i));
      }
    }
  }

  private static void checkCharacter(int character) throws FlawException {
    boolean shown = character >= ' ' && character != 0x7f;
    boolean layout = character >= '\t' && character <= '\r' || character == 0x1b;
    unless(shown || layout, Flaw.MALFORMED);
  }
}
