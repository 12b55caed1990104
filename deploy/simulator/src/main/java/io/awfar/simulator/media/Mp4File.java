package io.awfar.simulator.media;

import java.nio.ByteOrder;

/// An MP4 container of one second without tracks; the filling is its media data.
final class Mp4File {

  private Mp4File() {}

  static byte[] with(byte[] filling) {
    byte[] brands = writer().ascii("isom").u32(512).ascii("isom").ascii("mp42").toBytes();
    ByteWriter movie = writer().zeros(12).u32(1000).u32(1000).u32(0x0001_0000).u16(0x0100);
    movie.zeros(10);
    for (int cell = 0; cell < 9; cell++) {
      movie.u32(cell == 8 ? 0x4000_0000 : cell % 4 == 0 ? 0x0001_0000 : 0);
    }
    movie.zeros(24).u32(1);
    ByteWriter mp4 = writer();
    box(mp4, "ftyp", brands);
    box(mp4, "moov", box(writer(), "mvhd", movie.toBytes()).toBytes());
    return box(mp4, "mdat", filling).toBytes();
  }

  private static ByteWriter box(ByteWriter out, String type, byte[] data) {
    return out.u32(8 + data.length).ascii(type).bytes(data);
  }

  private static ByteWriter writer() {
    return new ByteWriter(ByteOrder.BIG_ENDIAN);
  }
}
