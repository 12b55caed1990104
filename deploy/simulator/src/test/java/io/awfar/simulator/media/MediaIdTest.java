package io.awfar.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.simulator.payload.Draw;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediaIdTest {

  @ParameterizedTest
  @EnumSource
  void anIdSaysWhichFileItStandsFor(MediaKind kind) {
    for (int bytes : new int[] {1, 1024, 5000, 600_000}) {
      MediaId id = MediaId.draw(kind, bytes, Draw.of(bytes));
      assertThat(MediaId.parse(id.toString())).contains(id);
      assertThat(id.file()).isEqualTo(id.file());
      int expected = Math.min(Integer.highestOneBit(Math.max(bytes, 1024)), 512 * 1024);
      int least = kind == MediaKind.OGG ? Math.min(expected, 60_000) : expected;
      assertThat(id.file().length).isBetween(least, expected + 2048);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noTwoFilesAreAlike(MediaKind kind) {
    Set<String> files = new HashSet<>();
    Draw draw = Draw.of(7);
    for (int i = 0; i < 200; i++) {
      byte[] file = MediaId.draw(kind, 1024, draw).file();
      files.add(new String(file, StandardCharsets.ISO_8859_1));
    }
    assertThat(files).hasSize(200);
  }

  @ParameterizedTest
  @EnumSource(names = {"PNG", "JPEG"})
  void picturesCanBeDecoded(MediaKind kind) throws Exception {
    for (int bytes : new int[] {1024, 300_000}) {
      byte[] file = MediaId.draw(kind, bytes, Draw.of(3)).file();
      assertThat(ImageIO.read(new ByteArrayInputStream(file))).isNotNull();
    }
  }

  @Test
  void everyFileStartsAsItsKindDoes() {
    assertThat(start(MediaKind.OGG)).startsWith("OggS").contains("OpusHead").contains("OpusTags");
    assertThat(start(MediaKind.WEBP)).startsWith("RIFF").contains("WEBPVP8X").contains("VP8L");
    assertThat(start(MediaKind.MP4).substring(4)).startsWith("ftypisom").contains("moov");
    assertThat(start(MediaKind.PDF)).startsWith("%PDF-1.4");
  }

  @Test
  void anIdWithAnotherDigitIsUnknown() {
    String id = MediaId.draw(MediaKind.PDF, 1024, Draw.of(1)).toString();
    for (int i = 2; i < id.length(); i++) {
      char other = id.charAt(i) == '9' ? '0' : (char) (id.charAt(i) + 1);
      assertThat(MediaId.parse(id.substring(0, i) + other + id.substring(i + 1))).isEmpty();
    }
    assertThat(MediaId.parse("")).isEmpty();
    assertThat(MediaId.parse("٣" + id.substring(1))).isEmpty();
  }

  private static String start(MediaKind kind) {
    byte[] file = MediaId.draw(kind, 1024, Draw.of(5)).file();
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
