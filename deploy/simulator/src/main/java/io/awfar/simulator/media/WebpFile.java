package io.awfar.simulator.media;

import java.nio.ByteOrder;
import java.util.HexFormat;

/// One lossless pixel; the filling is its XMP chunk.
final class WebpFile {

  private static final byte[] PIXEL = HexFormat.of().parseHex("2f00000010071011118888fe07");
  private static final int HAS_ALPHA_AND_XMP = 0x14;

  private WebpFile() {}

  static byte[] with(byte[] filling) {
    ByteWriter body = writer().ascii("WEBP");
    chunk(body, "VP8X", writer().u32(HAS_ALPHA_AND_XMP).zeros(6).toBytes());
    chunk(body, "VP8L", PIXEL);
    chunk(body, "XMP ", filling);
    return writer().ascii("RIFF").u32(body.size()).bytes(body.toBytes()).toBytes();
  }

  private static void chunk(ByteWriter body, String type, byte[] data) {
    body.ascii(type).u32(data.length).bytes(data).zeros(data.length % 2);
  }

  private static ByteWriter writer() {
    return new ByteWriter(ByteOrder.LITTLE_ENDIAN);
  }
}
