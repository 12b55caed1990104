package io.awfar.media.shape;

import static io.awfar.media.Samples.joined;
import static io.awfar.media.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.Samples;
import io.awfar.media.type.AcceptedType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class FileShapesTest {

  private static final Set<AcceptedType> OFFICE =
      Set.of(AcceptedType.DOCX, AcceptedType.XLSX, AcceptedType.PPTX);

  private final FileShapes shapes =
      new FileShapes(new ShapeLimits(1_000_000, 100, DataSize.ofMegabytes(8), 100));

  @TempDir private Path folder;

  private static Map<AcceptedType, byte[]> samples() {
    Map<AcceptedType, byte[]> samples = new EnumMap<>(AcceptedType.class);
    samples.put(AcceptedType.JPEG, Samples.jpeg());
    samples.put(AcceptedType.PNG, Samples.png());
    samples.put(AcceptedType.WEBP, Samples.webp());
    samples.put(AcceptedType.MP4, Samples.mp4());
    samples.put(AcceptedType.THREE_GPP, Samples.threeGpp());
    samples.put(AcceptedType.AAC, Samples.aac());
    samples.put(AcceptedType.AMR, Samples.amr());
    samples.put(AcceptedType.MPEG, Samples.mp3());
    samples.put(AcceptedType.MP4_AUDIO, Samples.mp4Audio());
    samples.put(AcceptedType.OGG, Samples.opus());
    samples.put(AcceptedType.PDF, Samples.pdf());
    samples.put(AcceptedType.TEXT, Samples.text());
    samples.put(AcceptedType.DOC, Samples.compoundFile("WordDocument"));
    samples.put(AcceptedType.XLS, Samples.compoundFile("Workbook"));
    samples.put(AcceptedType.PPT, Samples.compoundFile("PowerPoint Document"));
    samples.put(AcceptedType.DOCX, Samples.docx());
    samples.put(AcceptedType.XLSX, Samples.xlsx());
    samples.put(AcceptedType.PPTX, Samples.pptx());
    return samples;
  }

  @Test
  void aFileThatIsWhatItSaysIsTaken() throws Exception {
    for (Map.Entry<AcceptedType, byte[]> sample : samples().entrySet()) {
      assertThat(flaw(sample.getValue(), sample.getKey())).as("%s", sample.getKey()).isNull();
    }
  }

  @Test
  void aFileThatEndsTooEarlyIsTold() throws Exception {
    Map<AcceptedType, byte[]> samples = samples();
    // Where a text ends nothing tells, nor where MPEG audio does.
    samples.keySet().removeAll(Set.of(AcceptedType.TEXT, AcceptedType.MPEG));
    for (Map.Entry<AcceptedType, byte[]> sample : samples.entrySet()) {
      byte[] whole = sample.getValue();
      Flaw flaw = flaw(Arrays.copyOf(whole, whole.length * 3 / 5), sample.getKey());
      if (OFFICE.contains(sample.getKey())) {
        assertThat(flaw).as("%s", sample.getKey()).isEqualTo(Flaw.MALFORMED);
      } else {
        assertThat(flaw).as("%s", sample.getKey()).isEqualTo(Flaw.TRUNCATED);
      }
    }
  }

  @Test
  void anArchiveBehindAFileOfAnyTypeIsTold() throws Exception {
    byte[] archive = Samples.zip(Map.of("evil.jar", Samples.text()));
    for (Map.Entry<AcceptedType, byte[]> sample : samples().entrySet()) {
      byte[] both = joined(sample.getValue(), archive);
      assertThat(flaw(both, sample.getKey())).as("%s", sample.getKey()).isNotNull();
    }
  }

  @Test
  void whateverIsBehindAnImageOrAFilmIsTold() throws Exception {
    for (AcceptedType type :
        Set.of(
            AcceptedType.JPEG,
            AcceptedType.PNG,
            AcceptedType.WEBP,
            AcceptedType.MP4,
            AcceptedType.OGG,
            AcceptedType.AAC,
            AcceptedType.AMR,
            AcceptedType.PDF)) {
      byte[] behind = joined(samples().get(type), text("<script>alert(1)</script> and more"));
      // What is small is looked through for markup first.
      assertThat(flaw(behind, type)).as("%s", type).isIn(Flaw.TRAILING_DATA, Flaw.HIDDEN_FILE);
      byte[] zeroes = joined(samples().get(type), text("tail tail tail tail tail tail tail!"));
      assertThat(flaw(zeroes, type)).as("%s", type).isEqualTo(Flaw.TRAILING_DATA);
    }
  }

  @Test
  void aDocumentInTheCommentOfAnImageIsTold() throws Exception {
    for (String hidden :
        new String[] {"%PDF-1.7\n1 0 obj", "<html><script>alert(1)</script>", "<?php system($a)"}) {
      byte[] comment = joined(bytes(0xff, 0xfe, 0, hidden.length() + 2), text(hidden));
      byte[] jpeg = Samples.jpeg();
      byte[] withComment =
          joined(Arrays.copyOf(jpeg, 2), comment, Arrays.copyOfRange(jpeg, 2, jpeg.length));
      assertThat(flaw(withComment, AcceptedType.JPEG)).as(hidden).isEqualTo(Flaw.HIDDEN_FILE);
    }
  }

  @Test
  void severalWholeImagesInOneFileAreWhatCamerasWrite() throws Exception {
    byte[] pictures = joined(Samples.jpeg(), Samples.jpeg(), new byte[16]);
    assertThat(flaw(pictures, AcceptedType.JPEG)).isNull();
  }

  @Test
  void anImageThatWouldFillTheMemoryIsTold() throws Exception {
    byte[] png = Samples.png();
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    assertThat(flaw(png, AcceptedType.PNG)).isEqualTo(Flaw.TOO_MANY_PIXELS);
  }

  @Test
  void anImageOfOtherBytesThanItsChecksumSaysIsTold() throws Exception {
    byte[] png = Samples.png();
    png[20] ^= 1;
    assertThat(flaw(png, AcceptedType.PNG)).isEqualTo(Flaw.MALFORMED);
  }

  @Test
  void aDocumentThatUnpacksToFarMoreIsABomb() throws Exception {
    byte[] bomb = Samples.office("word/document.xml", Map.of("word/media.bin", new byte[4 << 20]));
    assertThat(flaw(bomb, AcceptedType.DOCX)).isEqualTo(Flaw.ZIP_BOMB);
  }

  @Test
  void aDocumentOfMoreEntriesThanAnyHasIsABomb() throws Exception {
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 200; i++) {
      many.put("word/" + i + ".xml", text("<a/>"));
    }
    byte[] bomb = Samples.office("word/document.xml", many);
    assertThat(flaw(bomb, AcceptedType.DOCX)).isEqualTo(Flaw.ZIP_BOMB);
  }

  @Test
  void anEntryThatIsLargerThanItStatesIsABomb() throws Exception {
    byte[] document = Samples.office("word/document.xml", Map.of("word/a.xml", new byte[9000]));
    // The last entry of the directory at the end states the size.
    int entry = lastIndexOf(document, bytes('P', 'K', 1, 2));
    document[entry + 24] = 1;
    document[entry + 25] = 0;
    assertThat(flaw(document, AcceptedType.DOCX)).isEqualTo(Flaw.ZIP_BOMB);
  }

  @Test
  void entriesThatShareBytesAreABomb() throws Exception {
    byte[] document = Samples.office("word/document.xml", Map.of("word/a.xml", new byte[9000]));
    int entry = lastIndexOf(document, bytes('P', 'K', 1, 2));
    Arrays.fill(document, entry + 42, entry + 46, (byte) 0);
    assertThat(flaw(document, AcceptedType.DOCX)).isEqualTo(Flaw.ZIP_BOMB);
  }

  @Test
  void anEntryThatWouldBeUnpackedElsewhereIsTold() throws Exception {
    for (String name :
        new String[] {"../../etc/passwd", "/etc/passwd", "a\\..\\b", "word/../../b"}) {
      byte[] document = Samples.office("word/document.xml", Map.of(name, new byte[1]));
      assertThat(flaw(document, AcceptedType.DOCX)).as(name).isEqualTo(Flaw.MALFORMED);
    }
  }

  @Test
  void somethingBeforeTheEntriesOfADocumentIsTold() throws Exception {
    byte[] behind = joined(text("%PDF-1.4 \n"), Samples.docx());
    assertThat(flaw(behind, AcceptedType.DOCX)).isNotNull();
  }

  @Test
  void bytesThatNoTextHasAreTold() throws Exception {
    assertThat(flaw(joined(Samples.text(), new byte[5]), AcceptedType.TEXT))
        .isEqualTo(Flaw.MALFORMED);
  }

  private Flaw flaw(byte[] content, AcceptedType type) throws Exception {
    return shapes.flaw(Files.write(folder.resolve("file"), content), type).orElse(null);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static int lastIndexOf(byte[] content, byte[] part) {
    for (int i = content.length - part.length; i >= 0; i--) {
      if (Arrays.equals(content, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalStateException("not there");
  }
}
