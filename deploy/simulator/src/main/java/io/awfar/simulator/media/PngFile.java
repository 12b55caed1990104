package io.awfar.simulator.media;

import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/// A picture of 8 by 8 pixels, coloured by the filling, which is kept whole in a text chunk.
final class PngFile {

  private static final int SIDE = 8;

  private PngFile() {}

  static byte[] with(byte[] filling) {
    byte[] header = writer().u32(SIDE).u32(SIDE).u8(8).u8(2).zeros(3).toBytes();
    ByteWriter png = writer().u8(0x89).ascii("PNG\r\n").u8(0x1A).ascii("\n");
    chunk(png, "IHDR", header);
    chunk(png, "tEXt", writer().ascii("Comment").u8(0).bytes(filling).toBytes());
    chunk(png, "IDAT", stored(pixels(filling)));
    chunk(png, "IEND", new byte[0]);
    return png.toBytes();
  }

  private static byte[] pixels(byte[] filling) {
    ByteWriter rows = writer();
    for (int row = 0; row < SIDE; row++) {
      rows.u8(0);
      for (int i = 0; i < SIDE * 3; i++) {
        rows.u8(filling[row * SIDE * 3 + i] * 2);
      }
    }
    return rows.toBytes();
  }

  /// Uncompressed zlib: a compressor's output may change with the platform, and the hash with it.
  private static byte[] stored(byte[] data) {
    Adler32 adler = new Adler32();
    adler.update(data);
    byte[] block =
        new ByteWriter(ByteOrder.LITTLE_ENDIAN).u16(data.length).u16(~data.length).toBytes();
    return writer().u16(0x7801).u8(1).bytes(block).bytes(data).u32(adler.getValue()).toBytes();
  }

  private static void chunk(ByteWriter png, String type, byte[] data) {
    byte[] body = writer().ascii(type).bytes(data).toBytes();
    CRC32 crc = new CRC32();
    crc.update(body);
    png.u32(data.length).bytes(body).u32(crc.getValue());
  }

  private static ByteWriter writer() {
    return new ByteWriter(ByteOrder.BIG_ENDIAN);
  }
}
