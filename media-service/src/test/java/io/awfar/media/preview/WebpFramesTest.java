package io.awfar.media.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.Samples;
import io.awfar.media.TestImages;
import io.awfar.media.type.FileBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebpFramesTest {

  private static final byte[] SMALL = TestImages.webpFrame(20, 10);

  @TempDir private Path folder;

  @Test
  void anImageHasThePixelsOfItsOwnHeader() throws IOException {
    assertThat(largest(SMALL)).isEqualTo(200);
  }

  @Test
  void whatStandsBehindChunksWithoutEndIsNotDecoded() throws IOException {
    // Eight bytes each: a name, and that nothing follows.
    byte[] empty = Samples.joined(Samples.text("JUNK"), new byte[4]);
    byte[][] chunks = new byte[1_002][];
    Arrays.fill(chunks, empty);
    chunks[1_001] = TestImages.webpFrame(16_383, 16_383);

    assertThat(largest(chunks)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void manyImagesInPlaceOfOneAreNotDecoded() throws IOException {
    assertThat(largest(SMALL, SMALL)).isEqualTo(Long.MAX_VALUE);
  }

  private long largest(byte[]... chunks) throws IOException {
    Path file = Files.write(folder.resolve("a.webp"), TestImages.webp(chunks));
    try (FileBytes bytes = FileBytes.open(file)) {
      return WebpFrames.largest(bytes);
    }
  }
}
