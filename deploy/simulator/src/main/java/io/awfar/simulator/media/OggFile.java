package io.awfar.simulator.media;

import java.nio.ByteOrder;
import java.util.Arrays;

/// Twenty milliseconds of Opus silence; the filling is a comment tag.
final class OggFile {

  private static final byte[] SILENCE = {(byte) 0xF8, (byte) 0xFF, (byte) 0xFE};
  private static final int PAGE_BYTES_MAX = 255 * 255;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  private OggFile() {}

  static byte[] with(byte[] filling) {
    // One page holds the tags, so a larger file is cut at what a page can hold.
    byte[] comment = Arrays.copyOf(filling, Math.min(filling.length, PAGE_BYTES_MAX - 1024));
    byte[] head =
        writer().ascii("OpusHead").u8(1).u8(1).u16(312).u32(48_000).u16(0).u8(0).toBytes();
    byte[] tags =
        writer()
            .ascii("OpusTags")
            .u32(5)
            .ascii("Awfar")
            .u32(1)
            .u32(8 + comment.length)
            .ascii("COMMENT=")
            .bytes(comment)
            .toBytes();
    ByteWriter ogg = writer();
    page(ogg, 0, FIRST, 0, head);
    page(ogg, 1, 0, 0, tags);
    page(ogg, 2, LAST, 960, SILENCE);
    return ogg.toBytes();
  }

  private static void page(ByteWriter ogg, int number, int flags, long samples, byte[] packet) {
    byte[] lacing = new byte[packet.length / 255 + 1];
    Arrays.fill(lacing, (byte) 255);
    lacing[lacing.length - 1] = (byte) (packet.length % 255);
    byte[] page =
        writer()
            .ascii("OggS")
            .u8(0)
            .u8(flags)
            .u64(samples)
            .u32(0x4157_4652)
            .u32(number)
            .u32(0)
            .u8(lacing.length)
            .bytes(lacing)
            .bytes(packet)
            .toBytes();
    byte[] crc = writer().u32(crc(page)).toBytes();
    System.arraycopy(crc, 0, page, 22, 4);
    ogg.bytes(page);
  }

  /// Ogg's own CRC-32: not reflected, starts at zero.
  private static int crc(byte[] page) {
    int crc = 0;
    for (byte b : page) {
      crc ^= b << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc << 1) ^ ((crc >> 31) & 0x04C1_1DB7);
      }
    }
    return crc;
  }

  private static ByteWriter writer() {
    return new ByteWriter(ByteOrder.LITTLE_ENDIAN);
  }
}
