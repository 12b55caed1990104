package io.awfar.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/// Small files of each type, whole and sound.
public final class Samples {

  private Samples() {}

  public static byte[] png() {
    return image("png");
  }

  public static byte[] jpeg() {
    return image("jpeg");
  }

  /// One pixel, lossy.
  public static byte[] webp() {
    return Base64.getDecoder()
        .decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=");
  }

  public static byte[] mp4() {
    return movie("isom", "vide", "soun");
  }

  public static byte[] threeGpp() {
    return movie("3gp4", "vide");
  }

  public static byte[] mp4Audio() {
    return movie("M4A ", "soun");
  }

  /// A film of this brand with one track per handler, and `mdat` at its end.
  public static byte[] movie(String brand, String... handlers) {
    ByteArrayOutputStream tracks = new ByteArrayOutputStream();
    for (String handler : handlers) {
      byte[] hdlr = box("hdlr", joined(new byte[8], text(handler), new byte[13]));
      tracks.writeBytes(box("trak", box("mdia", hdlr)));
    }
    return joined(
        box("ftyp", joined(text(brand), new byte[4], text(brand))),
        box("moov", tracks.toByteArray()),
        box("mdat", new byte[256]));
  }

  public static byte[] box(String name, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(text(name))
        .put(content)
        .array();
  }

  /// 32 frames of ADTS with 128 bytes each.
  public static byte[] aac() {
    return repeated(
        joined(
            new byte[] {(byte) 0xff, (byte) 0xf1, 0x50, (byte) 0x80, 0x10, 0x1f, (byte) 0xfc},
            new byte[121]),
        32);
  }

  public static byte[] amr() {
    return joined(text("#!AMR\n"), repeated(joined(new byte[] {0x3c}, new byte[31]), 20));
  }

  /// 20 silent frames of layer III at 128 kbit/s and 44.1 kHz.
  public static byte[] mp3() {
    return repeated(
        joined(new byte[] {(byte) 0xff, (byte) 0xfb, (byte) 0x90, 0x64}, new byte[413]), 20);
  }

  public static byte[] opus() {
    return joined(
        page(
            2,
            0,
            joined(
                text("OpusHead"),
                new byte[] {1, 1, 0, 0, (byte) 0x80, (byte) 0xbb, 0, 0, 0, 0, 0})),
        page(0, 1, joined(text("OpusTags"), new byte[8])),
        page(4, 2, new byte[40]));
  }

  public static byte[] vorbis() {
    return page(2, 0, joined(new byte[] {1}, text("vorbis"), new byte[23]));
  }

  public static byte[] pdf() {
    return text(
        """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
        trailer<</Root 1 0 R>>
        startxref
        9
        %%EOF
        """);
  }

  public static byte[] text() {
    return "Opening hours: 9 to 5, às segundas-feiras.\n".getBytes(UTF_8);
  }

  public static byte[] docx() {
    return office("word/document.xml", new LinkedHashMap<>());
  }

  public static byte[] xlsx() {
    return office("xl/workbook.xml", new LinkedHashMap<>());
  }

  public static byte[] pptx() {
    return office("ppt/presentation.xml", new LinkedHashMap<>());
  }

  /// An office document with this main part and whatever else there is to be in it.
  public static byte[] office(String main, Map<String, byte[]> others) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("[Content_Types].xml", text("<Types/>"));
    entries.put(main, text("<document/>"));
    entries.putAll(others);
    return zip(entries);
  }

  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// A compound file with up to three streams of these names, such as `WordDocument`.
  public static byte[] compoundFile(String... streamNames) {
    ByteBuffer file = ByteBuffer.allocate(512 * 4).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(0, 0xe11ab1a1e011cfd0L).putShort(0x18, (short) 0x3e).putShort(0x1a, (short) 3);
    file.putShort(0x1c, (short) 0xfffe).putShort(0x1e, (short) 9).putShort(0x20, (short) 6);
    file.putInt(0x2c, 1).putInt(0x30, 1).putInt(0x38, 4096).putInt(0x3c, -2).putInt(0x44, -2);
    for (int i = 0; i < 109; i++) {
      file.putInt(0x4c + 4 * i, i == 0 ? 0 : -1);
    }
    for (int i = 0; i < 128; i++) {
      file.putInt(512 + 4 * i, i == 0 ? -3 : i <= 2 ? -2 : -1);
    }
    entry(file, 1024, "Root Entry", 5);
    for (int i = 0; i < streamNames.length; i++) {
      entry(file, 1024 + 128 * (i + 1), streamNames[i], 2);
    }
    return file.array();
  }

  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  public static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static void entry(ByteBuffer file, int at, String name, int type) {
    byte[] chars = name.getBytes(UTF_16LE);
    file.put(at, chars).putShort(at + 64, (short) (chars.length + 2)).put(at + 66, (byte) type);
  }

  /// A page of Ogg with one packet and, as its makers may, no checksum.
  private static byte[] page(int flags, int number, byte[] packet) {
    return ByteBuffer.allocate(28 + packet.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(text("OggS"))
        .put((byte) 0)
        .put((byte) flags)
        .putLong(0)
        .putInt(1)
        .putInt(number)
        .putInt(0)
        .put((byte) 1)
        .put((byte) packet.length)
        .put(packet)
        .array();
  }

  private static byte[] repeated(byte[] part, int times) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] image(String format) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
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
