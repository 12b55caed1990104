package io.awfar.simulator.payload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// WhatsApp's ids of messages, laid out like the real ones and unique per seed and ordinal.
public final class Wamid {

  /// Largest ordinal that still has an id of its own.
  public static final long ORDINAL_MAX = (1L << 48) - 1;

  private Wamid() {}

  /// The id of the message with this ordinal of this run.
  ///
  /// @param peer phone number or user id of the other side, as in a real id
  public static String of(long seed, long ordinal, String peer) {
    byte[] who = peer.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    bytes.write(0x1C);
    bytes.write(0x18);
    bytes.write(who.length);
    bytes.writeBytes(who);
    bytes.writeBytes(new byte[] {0x15, 0x02, 0x00, 0x12, 0x18, 28});
    bytes.writeBytes(hex(seed, 16));
    bytes.writeBytes(hex(ordinal, 12));
    bytes.write(0);
    return "wamid." + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static byte[] hex(long value, int digits) {
    byte[] text = new byte[digits];
    for (int i = 0; i < digits; i++) {
      text[i] = (byte) "0123456789ABCDEF".charAt((int) (value >>> 4 * (digits - 1 - i)) & 0xF);
    }
    return text;
  }
}
