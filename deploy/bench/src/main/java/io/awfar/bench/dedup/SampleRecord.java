package io.awfar.bench.dedup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;

/// An event as bytes: its ordinal, its identity as long as a real one, and text up to the size.
///
/// The identity stands at a fixed place, so that no contender pays for decoding.
final class SampleRecord {

  private static final String CHANNEL = "106540352242922";
  private static final int LENGTH_AT = Long.BYTES;
  private static final int IDENTITY_AT = LENGTH_AT + 1;
  private static final byte[] TEXT = text();

  private SampleRecord() {}

  /// The same bytes for the same ordinal.
  static byte[] value(long ordinal, int size) {
    byte[] identity = identityOf(ordinal).getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer value = ByteBuffer.allocate(Math.max(size, IDENTITY_AT + identity.length));
    value.putLong(ordinal).put((byte) identity.length).put(identity);
    int rest = value.remaining();
    value.put(TEXT, (int) Math.floorMod(mix(ordinal), (long) (TEXT.length - rest)), rest);
    return value.array();
  }

  static byte[] key(long ordinal, int chats) {
    long chat = Math.floorMod(mix(ordinal * 13 + 3), (long) chats);
    return (CHANNEL + "|2010" + (10_000_000 + chat)).getBytes(StandardCharsets.ISO_8859_1);
  }

  static String identity(byte[] value) {
    return new String(value, IDENTITY_AT, value[LENGTH_AT], StandardCharsets.ISO_8859_1);
  }

  static long ordinal(byte[] value) {
    return ByteBuffer.wrap(value).getLong();
  }

  /// As WhatsApp makes them: base64 of the phone number and of 20 hexadecimal digits.
  private static String identityOf(long ordinal) {
    HexFormat hex = HexFormat.of().withUpperCase();
    String phone = "2010" + (10_000_000 + Math.floorMod(mix(ordinal * 11), 89_999_999L));
    String digits = hex.toHexDigits(mix(ordinal * 3 + 1)) + hex.toHexDigits((short) ordinal);
    return "m|" + CHANNEL + "|wamid.HBgM" + base64(phone) + "FQIAERgS" + base64(digits);
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// One to one, as the finalizer of SplittableRandom is.
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private static byte[] text() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] text = new byte[1 << 16];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(26));
    }
    return text;
  }
}
