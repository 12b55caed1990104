package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import java.io.IOException;

/// Sound that is a row of frames or pages, one right behind the other up to the end.
final class AudioFrames {

  private static final int[] AMR_NARROW = {13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1};
  private static final int[] AMR_WIDE = {18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 1, 1, 1, 1, 1, 1};
  private static final String AMR_WIDE_START = "#!AMR-WB\n";
  private static final String AMR_START = "#!AMR\n";
  private static final String OGG_START = "OggS";
  private static final int ID3_TAIL_BYTES = 128;

  private AudioFrames() {}

  /// ADTS (ISO/IEC 13818-7, 6.2).
  static void checkAac(FileBytes file) throws IOException, FlawException {
    long next = afterId3(file);
    while (next < file.size()) {
      unless(file.size() - next >= 7, Flaw.TRUNCATED);
      unless((file.u16(next) & 0xfff6) == 0xfff0, Flaw.TRAILING_DATA);
      long length = file.u32(next + 3) >> 13 & 0x1fff;
      unless(length >= 7, Flaw.MALFORMED);
      unless(length <= file.size() - next, Flaw.TRUNCATED);
      next += length;
    }
  }

  /// RFC 4867, 5.
  static void checkAmr(FileBytes file) throws IOException, FlawException {
    boolean wide =
        file.size() >= AMR_WIDE_START.length()
            && file.text(0, AMR_WIDE_START.length()).equals(AMR_WIDE_START);
    int[] sizes = wide ? AMR_WIDE : AMR_NARROW;
    long next = wide ? AMR_WIDE_START.length() : AMR_START.length();
    unless(next < file.size(), Flaw.TRUNCATED);
    while (next < file.size()) {
      int head = file.u8(next);
      unless((head & 0x83) == 0, Flaw.TRAILING_DATA);
      next += sizes[head >> 3 & 0xf];
    }
    unless(next == file.size(), Flaw.TRUNCATED);
  }

  /// Tags of all sorts precede and follow the frames of MPEG audio, so that no end can be told:
  /// there must be a frame where they begin.
  static void checkMpeg(FileBytes file) throws IOException, FlawException {
    long start = afterId3(file);
    long end = file.size() - Math.min(file.size(), ID3_TAIL_BYTES);
    long next = start;
    while (next < end && !isMpegFrame(file, next)) {
      next++;
      unless(next - start < 65_536, Flaw.MALFORMED);
    }
    unless(next < end, Flaw.TRUNCATED);
  }

  /// RFC 3533, 6.
  static void checkOgg(FileBytes file) throws IOException, FlawException {
    long next = 0;
    while (next < file.size()) {
      int left = (int) Math.min(4, file.size() - next);
      unless(OGG_START.startsWith(file.text(next, left)), Flaw.TRAILING_DATA);
      int segments = file.u8(next + 26);
      long body = 0;
      for (int i = 0; i < segments; i++) {
        body += file.u8(next + 27 + i);
      }
      next += 27 + segments + body;
    }
    unless(next == file.size(), Flaw.TRUNCATED);
  }

  private static boolean isMpegFrame(FileBytes file, long at) throws IOException {
    int head = file.u16(at);
    boolean sync = (head & 0xffe0) == 0xffe0;
    boolean layer = (head & 0x0006) != 0;
    int rates = file.u8(at + 2);
    return sync && layer && (rates & 0xf0) != 0xf0 && (rates & 0x0c) != 0x0c;
  }

  /// ID3v2 states its own size (id3.org, "ID3v2.4.0 Main Structure", 3.1).
  private static long afterId3(FileBytes file) throws IOException {
    if (!file.text(0, 3).equals("ID3")) {
      return 0;
    }
    long size = 0;
    for (int i = 6; i < 10; i++) {
      size = size << 7 | file.u8(i) & 0x7f;
    }
    return 10 + size;
  }
}
