package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import java.io.IOException;
import java.util.Set;

/// WebP by its chunks (RFC 9649, 2).
final class Webp {

  private static final int HEADER_BYTES = 12;
  private static final Set<String> IMAGE_DATA = Set.of("VP8 ", "VP8L", "ANMF");

  private Webp() {}

  static void check(FileBytes file, long pixelsMax) throws IOException, FlawException {
    long end = 8 + file.u32le(4);
    unless(end <= file.size(), Flaw.TRUNCATED);
    unless(end == file.size(), Flaw.TRAILING_DATA);
    boolean image = false;
    long next = HEADER_BYTES;
    while (next < end) {
      String name = file.text(next, 4);
      long length = file.u32le(next + 4);
      unless(length <= end - next - 8, Flaw.TRUNCATED);
      if (next == HEADER_BYTES) {
        unless(pixels(file, name, next + 8) <= pixelsMax, Flaw.TOO_MANY_PIXELS);
      }
      image |= IMAGE_DATA.contains(name);
      next += 8 + length + (length & 1);
    }
    unless(image, Flaw.MALFORMED);
    // The padding of the last chunk may have been left out.
    unless(next <= end + 1, Flaw.MALFORMED);
  }

  private static long pixels(FileBytes file, String name, long at)
      throws IOException, FlawException {
    switch (name) {
      case "VP8 " -> {
        return (long) (file.u16le(at + 6) & 0x3fff) * (file.u16le(at + 8) & 0x3fff);
      }
      case "VP8L" -> {
        long bits = file.u32le(at + 1);
        return ((bits & 0x3fff) + 1) * ((bits >> 14 & 0x3fff) + 1);
      }
      case "VP8X" -> {
        long width = (file.u32le(at + 4) & 0xffffff) + 1;
        long height = (file.u32le(at + 6) >> 8) + 1;
        return width * height;
      }
      default -> throw new FlawException(Flaw.MALFORMED);
    }
  }
}
