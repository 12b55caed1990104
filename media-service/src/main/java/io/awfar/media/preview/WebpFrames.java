package io.awfar.media.preview;

import io.awfar.media.type.FileBytes;
import java.io.IOException;

/// How many pixels the images within a WebP file have, by their own headers (RFC 9649, 2 and 3; RFC
/// 6386, 9.1): that of the file may say less, and the decoder goes by theirs.
final class WebpFrames {

  private static final int CHUNKS_MAX = 1_000;
  private static final int FIRST = 12;
  private static final int ANIMATION_FRAME_HEADER = 16;

  private final FileBytes file;
  private long pixelsMax;
  private int chunks;

  private WebpFrames(FileBytes file) {
    this.file = file;
  }

  /// The pixels of the largest of them.
  static long largest(FileBytes file) throws IOException {
    WebpFrames frames = new WebpFrames(file);
    frames.walk(FIRST, file.size());
    return frames.pixelsMax;
  }

  /// Of what stands beside each other one is the image. A file with more, or with chunks without
  /// end, is meant to keep the decoder busy, which reads them all.
  private void walk(long from, long end) throws IOException {
    int images = 0;
    for (long chunk = from; chunk <= end - 8; chunks++) {
      String type = file.text(chunk, 4);
      images += type.equals("VP8 ") || type.equals("VP8L") ? 1 : 0;
      if (chunks == CHUNKS_MAX || images > 1) {
        pixelsMax = Long.MAX_VALUE;
        return;
      }
      long bytes = file.u32le(chunk + 4);
      long content = chunk + 8;
      switch (type) {
        case "VP8X" -> see(u24(content + 4) + 1, u24(content + 7) + 1);
        case "VP8 " -> see(file.u16le(content + 6) & 0x3fff, file.u16le(content + 8) & 0x3fff);
        case "VP8L" -> {
          long bits = file.u32le(content + 1);
          see((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
        }
        case "ANMF" -> walk(content + ANIMATION_FRAME_HEADER, Math.min(end, content + bytes));
        default -> {}
      }
      chunk = content + bytes + (bytes & 1);
    }
  }

  private long u24(long at) throws IOException {
    return file.u16le(at) | (long) file.u8(at + 2) << 16;
  }

  private void see(long width, long height) {
    pixelsMax = Math.max(pixelsMax, width * height);
  }
}
