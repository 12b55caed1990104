package io.awfar.bench.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/// A file that is what it says, unlike any of another number, and the same each time.
///
/// @param number unlike that of any other file
record SampleFile(long number, int bytes) {

  private static final int NOISE_BYTES = 1 << 20;
  private static final byte[] NOISE = noise();

  private static byte[] noise() {
    byte[] noise = new byte[NOISE_BYTES];
    new SplittableRandom(7).nextBytes(noise);
    for (int i = 0; i < noise.length; i++) {
      // No sign of another file may come about by chance.
      noise[i] = (byte) ('a' + (noise[i] & 15));
    }
    return noise;
  }

  /// A document.
  byte[] pdf() {
    byte[] head = text("%PDF-1.4\n% " + number + "\n");
    byte[] tail = text("\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n");
    ByteBuffer file = ByteBuffer.allocate(Math.max(bytes, head.length + tail.length));
    file.put(head);
    while (file.remaining() > tail.length) {
      file.put(NOISE, 0, Math.min(NOISE.length, file.remaining() - tail.length));
    }
    return file.put(tail).array();
  }

  /// A film of that many bytes, as it is read.
  InputStream mp4() {
    byte[] head = film();
    byte[] data =
        ByteBuffer.allocate(8).putInt(bytes - head.length).put(text("mdat")).array();
    return new SequenceInputStream(
        new ByteArrayInputStream(joined(head, data)),
        new Repeated(bytes - head.length - data.length));
  }

  private byte[] film() {
    byte[] handler = box("hdlr", joined(new byte[8], text("vide"), new byte[13]));
    return joined(
        box("ftyp", joined(text("isom"), new byte[4], text("isom"))),
        box("moov", box("trak", box("mdia", handler))),
        box("free", text(Long.toString(number))));
  }

  static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] box(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(text(name))
        .put(content)
        .array();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    List.of(parts).forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The noise again and again.
  private static final class Repeated extends InputStream {

    private int left;

    Repeated(int bytes) {
      this.left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? NOISE[0] : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = Math.min(Math.min(length, left), NOISE.length);
      System.arraycopy(NOISE, 0, into, offset, count);
      left -= count;
      return count;
    }
  }
}
