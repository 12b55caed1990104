package io.awfar.media.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.MediaSettings;
import io.awfar.media.Samples;
import io.awfar.media.TestImages;
import io.awfar.media.type.FileTypes;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewsTest {

  @TempDir Path folder;

  private Previews previews = previews(Duration.ofSeconds(30));

  @AfterEach
  void close() {
    previews.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif"})
  void aLargeImageHasASmallOneWithTheSameSides(String format) throws Exception {
    Preview preview = preview(TestImages.halves(1600, 1000, format));

    assertThat(preview.size()).isEqualTo(new PixelSize(1600, 1000));
    BufferedImage thumbnail = thumbnail(preview);
    assertThat(thumbnail.getWidth()).isEqualTo(320);
    assertThat(thumbnail.getHeight()).isEqualTo(200);
    assertColour(thumbnail, 40, 100, Color.RED);
    assertColour(thumbnail, 280, 100, Color.BLUE);
  }

  @Test
  void aStickerHasOneToo() throws Exception {
    Preview preview = preview(Samples.webp());

    assertThat(preview.size()).isEqualTo(new PixelSize(1, 1));
    assertThat(thumbnail(preview).getWidth()).isEqualTo(1);
  }

  @Test
  void aSmallImageStaysSmallAndWhatShinesThroughIsWhite() throws Exception {
    Preview preview = preview(TestImages.transparent(60, 40));

    assertThat(thumbnail(preview).getWidth()).isEqualTo(60);
    assertColour(thumbnail(preview), 30, 20, Color.WHITE);
  }

  /// Red is on the left of the file, blue on the right.
  @ParameterizedTest
  @CsvSource({
    "1, 160, 100, left", "2, 160, 100, right", "3, 160, 100, right", "4, 160, 100, left",
    "5, 100, 160, top", "6, 100, 160, top", "7, 100, 160, bottom", "8, 100, 160, bottom"
  })
  void aPhotographIsShownAsTheCameraWasHeld(int code, int width, int height, String red)
      throws Exception {
    byte[] jpeg = TestImages.oriented(TestImages.halves(160, 100, "jpeg"), code);

    Preview preview = preview(jpeg);

    assertThat(preview.size()).isEqualTo(new PixelSize(width, height));
    BufferedImage thumbnail = thumbnail(preview);
    assertThat(thumbnail.getWidth()).isEqualTo(width);
    assertColour(
        thumbnail,
        red.equals("left") ? 20 : red.equals("right") ? 140 : 50,
        red.equals("top") ? 20 : red.equals("bottom") ? 140 : 50,
        Color.RED);
  }

  @Test
  void anImageBeyondTheBoundIsMeasuredAndNotDecoded() throws Exception {
    Preview preview = preview(TestImages.pngThatSays(30_000, 30_000));

    assertThat(preview.size()).isEqualTo(new PixelSize(30_000, 30_000));
    assertThat(preview.thumbnail()).isNull();
  }

  @Test
  void aWebpIsAsLargeAsItsLargestFrameSays() throws Exception {
    assertThat(preview(TestImages.webpThatSays(1, 1, 16_383, 16_383)).thumbnail()).isNull();
  }

  @Test
  void anImageThatIsBrokenFurtherInIsMeasured() throws Exception {
    Preview preview = preview(TestImages.pngThatSays(300, 200));

    assertThat(preview.size()).isEqualTo(new PixelSize(300, 200));
    assertThat(preview.thumbnail()).isNull();
  }

  @Test
  void anImageThatIsOneByNameAloneHasNoPreview() throws Exception {
    byte[] cut = Arrays.copyOf(Samples.jpeg(), 12);

    assertThat(preview(cut)).isEqualTo(Preview.NONE);
  }

  @Test
  void aPreviewThatTakesTooLongIsDoneWithout() throws Exception {
    previews.close();
    previews = previews(Duration.ofNanos(1));

    assertThat(preview(TestImages.halves(1600, 1000, "jpeg"))).isEqualTo(Preview.NONE);
  }

  @Test
  void aVoiceNoteIsAsLongAsItsLastPageSays() throws Exception {
    assertThat(preview(TestImages.opus(48_000 * 61 + 24_000 + 312, 312)).length())
        .isEqualTo(Duration.ofMillis(61_500));
  }

  @Test
  void aVideoIsAsLongAndLargeAsItsHeadersSay() throws Exception {
    Preview preview = preview(TestImages.movie(90_000, 90_000 * 7L + 45_000, 1280, 720, false));

    assertThat(preview)
        .isEqualTo(new Preview(null, new PixelSize(1280, 720), Duration.ofMillis(7_500)));
  }

  @Test
  void aVideoThatWasFilmedUprightIsHigh() throws Exception {
    assertThat(preview(TestImages.movie(600, 600, 1280, 720, true)).size())
        .isEqualTo(new PixelSize(720, 1280));
  }

  @Test
  void anAmrFileIsAsLongAsItsFrames() throws Exception {
    assertThat(preview(Samples.amr()).length()).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void aLengthThatCannotBeIsNone() throws Exception {
    assertThat(preview(TestImages.opus(Long.MAX_VALUE, 0)).length()).isNull();
    assertThat(preview(TestImages.opus(0, 312)).length()).isNull();
    assertThat(preview(TestImages.movie(0, 600, 1280, 720, false)).length()).isNull();
    assertThat(preview(Samples.mp4()).length()).isNull();
  }

  @Test
  void aDocumentHasNone() throws Exception {
    assertThat(preview(Samples.pdf())).isEqualTo(Preview.NONE);
    assertThat(preview(new byte[0])).isEqualTo(Preview.NONE);
  }

  private Preview preview(byte[] content) throws Exception {
    Path file = Files.write(folder.resolve(UUID.randomUUID().toString()), content);
    return previews.of(file, new FileTypes().of(file));
  }

  private static BufferedImage thumbnail(Preview preview) throws Exception {
    try (var in = Objects.requireNonNull(preview.thumbnail()).open()) {
      return ImageIO.read(in);
    }
  }

  /// JPEG changes colours a little.
  private static void assertColour(BufferedImage image, int x, int y, Color expected) {
    Color found = new Color(image.getRGB(x, y));
    assertThat(Math.abs(found.getRed() - expected.getRed())).isLessThan(20);
    assertThat(Math.abs(found.getGreen() - expected.getGreen())).isLessThan(20);
    assertThat(Math.abs(found.getBlue() - expected.getBlue())).isLessThan(20);
  }

  private static Previews previews(Duration timeMax) {
    return new Previews(new MediaSettings.Previews(25_000_000, 4_000_000, 320, 2, timeMax));
  }
}
