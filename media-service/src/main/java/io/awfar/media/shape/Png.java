package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import java.io.IOException;
import java.util.zip.CRC32;

/// PNG by its chunks, each with its checksum (W3C, "PNG (Third Edition)", 5).
final class Png {

  private static final int SIGNATURE_BYTES = 8;
  private static final int PIECE_BYTES = 8192;

  private Png() {}

  static void check(FileBytes file, long pixelsMax) throws IOException, FlawException {
    long next = SIGNATURE_BYTES;
    boolean pixels = false;
    for (String name = ""; !name.equals("IEND"); ) {
      long length = file.u32(next);
      name = file.text(next + 4, 4);
      unless(length <= file.size() - next - 12, Flaw.TRUNCATED);
      unless(crc(file, next + 4, length + 4) == file.u32(next + 8 + length), Flaw.MALFORMED);
      unless(name.equals("IHDR") == (next == SIGNATURE_BYTES), Flaw.MALFORMED);
      if (name.equals("IHDR")) {
        long count = file.u32(next + 8) * file.u32(next + 12);
        unless(length == 13 && count > 0, Flaw.MALFORMED);
        unless(count <= pixelsMax, Flaw.TOO_MANY_PIXELS);
      }
      pixels |= name.equals("IDAT");
      next += 12 + length;
    }
    unless(pixels, Flaw.MALFORMED);
    unless(next == file.size(), Flaw.TRAILING_DATA);
  }

  private static long crc(FileBytes file, long start, long length) throws IOException {
    CRC32 crc = new CRC32();
    for (long done = 0; done < length; done += PIECE_BYTES) {
      crc.update(file.bytes(start + done, (int) Math.min(PIECE_BYTES, length - done)));
    }
    return crc.getValue();
  }
}
