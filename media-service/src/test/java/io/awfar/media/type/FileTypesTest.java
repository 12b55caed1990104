package io.awfar.media.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTypesTest {

  private final FileTypes types = new FileTypes();

  @TempDir private Path folder;

  @Test
  void eachAcceptedTypeIsKnownByItsBytes() throws Exception {
    Map<AcceptedType, byte[]> samples =
        Map.ofEntries(
            Map.entry(AcceptedType.JPEG, Samples.jpeg()),
            Map.entry(AcceptedType.PNG, Samples.png()),
            Map.entry(AcceptedType.WEBP, Samples.webp()),
            Map.entry(AcceptedType.MP4, Samples.mp4()),
            Map.entry(AcceptedType.THREE_GPP, Samples.threeGpp()),
            Map.entry(AcceptedType.AAC, Samples.aac()),
            Map.entry(AcceptedType.AMR, Samples.amr()),
            Map.entry(AcceptedType.MPEG, Samples.mp3()),
            Map.entry(AcceptedType.MP4_AUDIO, Samples.mp4Audio()),
            Map.entry(AcceptedType.OGG, Samples.opus()),
            Map.entry(AcceptedType.PDF, Samples.pdf()),
            Map.entry(AcceptedType.TEXT, Samples.text()),
            Map.entry(AcceptedType.DOC, Samples.compoundFile("WordDocument")),
            Map.entry(AcceptedType.XLS, Samples.compoundFile("Workbook")),
            Map.entry(AcceptedType.PPT, Samples.compoundFile("PowerPoint Document")),
            Map.entry(AcceptedType.DOCX, Samples.docx()),
            Map.entry(AcceptedType.XLSX, Samples.xlsx()),
            Map.entry(AcceptedType.PPTX, Samples.pptx()));
    assertThat(samples).containsOnlyKeys(AcceptedType.values());
    for (Map.Entry<AcceptedType, byte[]> sample : samples.entrySet()) {
      FileType type = typeOf(sample.getValue());
      assertThat(type.accepted()).as("%s", type).contains(sample.getKey());
      assertThat(type.storedAs()).isEqualTo(sample.getKey().mimeType());
    }
  }

  @Test
  void soundWithinAContainerThatIsMadeForFilmsIsAudio() throws Exception {
    assertThat(typeOf(Samples.movie("mp42", "soun")).mimeType()).isEqualTo("audio/mp4");
    assertThat(typeOf(Samples.movie("3gp4", "soun")).mimeType()).isEqualTo("audio/mp4");
    assertThat(typeOf(Samples.movie("qt  ", "vide")).accepted()).isEmpty();
    assertThat(typeOf(Samples.movie("isom", "text")).accepted()).isEmpty();
  }

  @Test
  void whatABrowserMightRunIsNeitherAcceptedNorStoredAsWhatItIs() throws Exception {
    for (String content :
        new String[] {
          "<!DOCTYPE html><html><body><script>alert(1)</script></body></html>",
          "<html><head></head><body></body></html>",
          "<script>alert(1)</script>",
          "  <b >bold</b>",
          "Dear all,\n<SCRIPT src=x></SCRIPT>",
          "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
          "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
          "<?xml version=\"1.0\"?><a/>",
          "/*! jQuery v3 */ alert(1)",
          "#!/bin/sh\nrm -r /\n"
        }) {
      FileType type = typeOf(Samples.text(content));
      assertThat(type.accepted()).as("%s of %s", type, content).isEmpty();
      assertThat(type.storedAs()).as(content).isEqualTo("application/octet-stream");
    }
  }

  @Test
  void aDocumentWithMacrosIsNotTheDocumentThatItLooksLike() throws Exception {
    byte[] withMacros =
        Samples.office("word/document.xml", Map.of("word/vbaProject.bin", new byte[10]));
    assertThat(typeOf(withMacros).mimeType())
        .isEqualTo("application/vnd.ms-word.document.macroenabled.12");
    assertThat(typeOf(withMacros).accepted()).isEmpty();
  }

  @Test
  void macrosAreFoundWhateverTheirPartIsCalled() throws Exception {
    String type = "<Override ContentType=\"application/vnd.ms-office.vbaProject\"/>";
    for (byte[] content :
        new byte[][] {
          Samples.office("word/document.xml", Map.of("word/VBAPROJECT.BIN", new byte[10])),
          Samples.office("Word/Document.xml", Map.of("word/vbaProject.bin", new byte[10])),
          Samples.office("xl/workbook.xml", Map.of("vbaProject.bin", new byte[10])),
          withContentTypes(Samples.text(type)),
          withContentTypes(Samples.text(type.replace("vba", "&#118;ba"))),
          withContentTypes(type.getBytes(StandardCharsets.UTF_16)),
          withContentTypes(Samples.text("application/vnd.ms-word.document.macroEnabled.main+xml")),
          withContentTypes(new byte[2 << 20])
        }) {
      assertThat(typeOf(content).accepted()).as("%s", typeOf(content)).isEmpty();
    }
    assertThat(typeOf(withContentTypes(Samples.text("<Types/>"))).accepted())
        .contains(AcceptedType.DOCX);
  }

  private static byte[] withContentTypes(byte[] text) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("[Content_Types].xml", text);
    entries.put("word/document.xml", Samples.text("<document/>"));
    return Samples.zip(entries);
  }

  @Test
  void anOlderDocumentWithMacrosIsNotAccepted() throws Exception {
    for (String main : new String[] {"WordDocument", "Workbook", "PowerPoint Document"}) {
      for (String macros : new String[] {"Macros", "_VBA_PROJECT", "_vba_project_cur", "VBA"}) {
        FileType type = typeOf(Samples.compoundFile(main, macros));
        assertThat(type.accepted()).as("%s with %s", main, macros).isEmpty();
        assertThat(type.storedAs()).isEqualTo("application/octet-stream");
      }
    }
    byte[] slides = Samples.compoundFile("PowerPoint Document");
    byte[] record = HexFormat.of().parseHex("1f00ff0314000000020000040c000000");
    System.arraycopy(record, 0, slides, 1536 + 500, record.length - 4);
    assertThat(typeOf(slides).accepted()).contains(AcceptedType.PPT);
    System.arraycopy(record, 0, slides, 1536 + 400, record.length);
    assertThat(typeOf(slides).accepted()).isEmpty();
  }

  @Test
  void archivesAndWhatIsNoneOfAllAreNotAccepted() throws Exception {
    byte[] two = Samples.office("word/document.xml", Map.of("xl/workbook.xml", new byte[1]));
    for (byte[] content :
        new byte[][] {
          Samples.zip(Map.of("a.txt", Samples.text())),
          two,
          Samples.vorbis(),
          Samples.compoundFile("EncryptedPackage"),
          Samples.text("MZ\u0090\0\3\0\0\0"),
          Samples.text("GIF89a\1\0\1\0\0\0\0;"),
          new byte[100]
        }) {
      assertThat(typeOf(content).accepted()).isEmpty();
    }
  }

  @Test
  void aContainerWithoutItsTableOfContentsHasNoneOfItsTypes() throws Exception {
    for (byte[] whole :
        new byte[][] {Samples.docx(), Samples.compoundFile("WordDocument"), Samples.mp4()}) {
      FileType type = typeOf(Arrays.copyOf(whole, 40));
      assertThat(type.accepted()).as("%s", type).isEmpty();
    }
  }

  @Test
  void aTableOfContentsThatLeadsInCirclesComesToAnEnd() throws Exception {
    byte[] circle = Samples.compoundFile("Other");
    ByteBuffer.wrap(circle).order(ByteOrder.LITTLE_ENDIAN).putInt(512 + 4, 1);
    assertThat(typeOf(circle).accepted()).isEmpty();
    byte[] boxes = Samples.joined(Samples.box("ftyp", Samples.text("isom")), new byte[200_000]);
    assertThat(typeOf(boxes).accepted()).isEmpty();
  }

  @Test
  void otherImagesAreStoredAsWhatTheyAre() throws Exception {
    FileType gif = typeOf("GIF89a\1\0\1\0\0\0\0;".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(gif.storedAs()).isEqualTo("image/gif");
    assertThat(gif.kind()).isEqualTo(MediaKind.IMAGE);
  }

  @Test
  void eachKindHasItsLimit() {
    SizeLimits limits = Limits.usual();
    assertThat(limits.of(MediaKind.IMAGE)).isEqualTo(5 << 20);
    assertThat(limits.of(MediaKind.VIDEO)).isEqualTo(50 << 20).isEqualTo(limits.largest());
    assertThat(limits.of(MediaKind.DOCUMENT)).isEqualTo(10 << 20);
    assertThat(limits.of(MediaKind.AUDIO)).isEqualTo(15 << 20);
  }

  private FileType typeOf(byte[] content) throws IOException {
    return types.of(Files.write(folder.resolve("file"), content));
  }
}
