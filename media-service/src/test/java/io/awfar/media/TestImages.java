package io.awfar.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Images, sounds and films of which something is to be shown.
public final class TestImages {

  private TestImages() {}

  /// Red on the left, blue on the right.
  public static byte[] halves(int width, int height, String format) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    return written(image, format);
  }

  public static byte[] transparent(int width, int height) {
    return written(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png");
  }

  /// A JPEG that says how the camera was held.
  public static byte[] oriented(byte[] jpeg, int code) {
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34).put(Samples.text("Exif\0\0"));
    exif.put(Samples.text("MM")).putShort((short) 42).putInt(8);
    exif.putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) code);
    exif.putShort((short) 0).putInt(0);
    return Samples.joined(
        Arrays.copyOf(jpeg, 2), exif.array(), Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  /// A PNG with a header and nothing that could be decoded.
  public static byte[] pngThatSays(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    return Samples.joined(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
        chunk("IHDR", header.array()),
        chunk("IDAT", new byte[] {1, 2, 3, 4}),
        chunk("IEND", new byte[0]));
  }

  /// A WebP whose file header says one size and whose frame another.
  public static byte[] webpThatSays(int width, int height, int frameWidth, int frameHeight) {
    byte[] extended = new byte[10];
    extended[4] = (byte) (width - 1);
    extended[7] = (byte) (height - 1);
    return webp(riff("VP8X", extended), webpFrame(frameWidth, frameHeight));
  }

  /// A chunk of a WebP with an image whose own header says so.
  public static byte[] webpFrame(int width, int height) {
    return riff(
        "VP8 ",
        ByteBuffer.allocate(10)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(new byte[] {0x10, 0, 0, (byte) 0x9d, 1, 0x2a})
            .putShort((short) width)
            .putShort((short) height)
            .array());
  }

  public static byte[] webp(byte[]... chunks) {
    return riff("RIFF", Samples.joined(Samples.text("WEBP"), Samples.joined(chunks)));
  }

  /// Opus in Ogg that ends after so many samples, of which the first are skipped.
  public static byte[] opus(long samples, int skipped) {
    byte[] head =
        ByteBuffer.allocate(19)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(Samples.text("OpusHead"))
            .put(new byte[] {1, 1})
            .putShort((short) skipped)
            .putInt(48_000)
            .array();
    return Samples.joined(
        page(2, 0, head),
        page(0, 0, Samples.joined(Samples.text("OpusTags"), new byte[8])),
        page(0, 960, new byte[200]),
        page(4, samples, new byte[200]));
  }

  /// A film with a track of this size.
  public static byte[] movie(int scale, long length, int width, int height, boolean turned) {
    ByteBuffer movie = ByteBuffer.allocate(112).putInt(0x01000000);
    movie.putLong(0).putLong(0).putInt(scale).putLong(length);
    ByteBuffer track = ByteBuffer.allocate(84).position(40);
    int one = 0x10000;
    int[] matrix =
        turned
            ? new int[] {0, one, 0, -one, 0, 0, 0, 0, 1 << 30}
            : new int[] {one, 0, 0, 0, one, 0, 0, 0, 1 << 30};
    for (int number : matrix) {
      track.putInt(number);
    }
    track.putInt(width << 16).putInt(height << 16);
    byte[] handler = Samples.joined(new byte[8], Samples.text("vide"), new byte[13]);
    return Samples.joined(
        Samples.box("ftyp", Samples.joined(Samples.text("isom"), new byte[4])),
        Samples.box("mdat", new byte[100]),
        Samples.box(
            "moov",
            Samples.joined(
                Samples.box("mvhd", movie.array()),
                Samples.box(
                    "trak",
                    Samples.joined(
                        Samples.box("tkhd", track.array()),
                        Samples.box("mdia", Samples.box("hdlr", handler)))))));
  }

  private static byte[] page(int flags, long position, byte[] packet) {
    return ByteBuffer.allocate(28 + packet.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(Samples.text("OggS"))
        .put(new byte[] {0, (byte) flags})
        .putLong(position)
        .putInt(77)
        .putLong(0)
        .put(new byte[] {1, (byte) packet.length})
        .put(packet)
        .array();
  }

  private static byte[] riff(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(Samples.text(name))
        .putInt(content.length)
        .put(content)
        .array();
  }

  private static byte[] chunk(String name, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(Samples.text(name));
    sum.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(Samples.text(name))
        .put(content)
        .putInt((int) sum.getValue())
        .array();
  }

  private static byte[] written(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("No writer of " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
