package io.awfar.media.preview;

import io.awfar.media.type.FileBytes;
import java.awt.geom.AffineTransform;
import java.io.IOException;

/// How a camera was held, as a JPEG says it (Exif 2.32, 4.6.4, tag Orientation): what is in the
/// file is to be turned and mirrored so.
///
/// @param code 1 to 8, of which 1 is upright
record Orientation(int code) {

  static final Orientation UPRIGHT = new Orientation(1);

  private static final int SEGMENTS_MAX = 100;
  private static final int ENTRIES_MAX = 500;
  private static final int START_OF_SCAN = 0xda;
  private static final int APP1 = 0xe1;
  private static final int TAG = 0x0112;

  /// @throws IOException if the file cannot be read, or ends before its image
  static Orientation of(FileBytes jpeg) throws IOException {
    long at = 2;
    for (int i = 0; i < SEGMENTS_MAX; i++) {
      int marker = jpeg.u16(at) & 0xff;
      int bytes = jpeg.u16(at + 2);
      if (marker == START_OF_SCAN) {
        return UPRIGHT;
      }
      if (marker == APP1 && bytes > 16 && jpeg.text(at + 4, 6).equals("Exif\0\0")) {
        return within(new Tiff(jpeg, at + 10));
      }
      at += 2 + bytes;
    }
    return UPRIGHT;
  }

  private record Tiff(FileBytes file, long start) {

    private boolean little() throws IOException {
      return file.u8(start) == 'I';
    }

    int u16(long at) throws IOException {
      return little() ? file.u16le(start + at) : file.u16(start + at);
    }

    long u32(long at) throws IOException {
      return little() ? file.u32le(start + at) : file.u32(start + at);
    }
  }

  private static Orientation within(Tiff tiff) throws IOException {
    long directory = tiff.u32(4);
    int entries = Math.min(ENTRIES_MAX, tiff.u16(directory));
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + 12L * i;
      if (tiff.u16(entry) == TAG) {
        int code = tiff.u16(entry + 8);
        return code >= 1 && code <= 8 ? new Orientation(code) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /// Whether what is wide in the file is shown high.
  boolean isTurned() {
    return code >= 5;
  }

  /// From an image of this size, as it is in the file, to how it is shown.
  AffineTransform transform(int width, int height) {
    return switch (code) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
