package io.awfar.simulator.media;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/// One grey pixel; the filling is its comment.
final class JpegFile {

  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////"
                  + "////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAA"
                  + "AAAAAAAAAAAABP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AE//Z");
  private static final int COMMENT = 0xFFFE;
  private static final int COMMENT_BYTES_MAX = 65_533;

  private JpegFile() {}

  static byte[] with(byte[] filling) {
    ByteWriter jpeg = new ByteWriter(ByteOrder.BIG_ENDIAN).bytes(Arrays.copyOf(PIXEL, 2));
    for (int at = 0; at < filling.length; at += COMMENT_BYTES_MAX) {
      byte[] part =
          Arrays.copyOfRange(filling, at, Math.min(filling.length, at + COMMENT_BYTES_MAX));
      jpeg.u16(COMMENT).u16(part.length + 2).bytes(part);
    }
    return jpeg.bytes(Arrays.copyOfRange(PIXEL, 2, PIXEL.length)).toBytes();
  }
}
