package io.awfar.simulator.media;

import io.awfar.simulator.payload.Draw;
import java.nio.charset.StandardCharsets;

/// Printable bytes that make a file unique and bring it to its size.
final class Filling {

  private static final byte[] ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);

  private Filling() {}

  static byte[] of(long unique, int bytes) {
    Draw draw = Draw.of(unique);
    byte[] filling = new byte[bytes];
    long bits = 0;
    for (int i = 0; i < bytes; i++) {
      // Ten characters of six bits each from one draw.
      bits = i % 10 == 0 ? draw.bits() : bits >>> 6;
      filling[i] = ALPHABET[(int) (bits & 0x3F)];
    }
    return filling;
  }
}
