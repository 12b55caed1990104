package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import java.io.IOException;

/// JPEG by its segments (ITU T.81, annex B). After the end of the image there may be further whole
/// images, as cameras write them (CIPA DC-007, "Multi-Picture Format"), and zeros.
final class Jpeg {

  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int IMAGES_MAX = 16;

  private final FileBytes file;
  private final long pixelsMax;
  private long next;

  Jpeg(FileBytes file, long pixelsMax) {
    this.file = file;
    this.pixelsMax = pixelsMax;
  }

  void check() throws IOException, FlawException {
    for (int images = 0; next < file.size(); images++) {
      if (images > 0 && file.u8(next) == 0) {
        zeros();
        return;
      }
      Flaw flaw = images == 0 ? Flaw.MALFORMED : Flaw.TRAILING_DATA;
      unless(images < IMAGES_MAX && next + 2 <= file.size(), flaw);
      unless(file.u16(next) == (0xff00 | START), flaw);
      next += 2;
      image();
    }
  }

  private void image() throws IOException, FlawException {
    boolean sized = false;
    int marker = marker();
    while (marker != END) {
      unless(marker != START && marker != 0 && !isRestart(marker), Flaw.MALFORMED);
      int length = file.u16(next);
      unless(length >= 2, Flaw.MALFORMED);
      if (isFrame(marker)) {
        long pixels = (long) file.u16(next + 3) * file.u16(next + 5);
        unless(pixels > 0, Flaw.MALFORMED);
        unless(pixels <= pixelsMax, Flaw.TOO_MANY_PIXELS);
        sized = true;
      }
      next += length;
      if (marker == SCAN) {
        unless(sized, Flaw.MALFORMED);
        skipScan();
      }
      marker = marker();
    }
    unless(sized, Flaw.MALFORMED);
  }

  /// The next one; any number of fill bytes may precede it.
  private int marker() throws IOException, FlawException {
    unless(file.u8(next) == 0xff, Flaw.MALFORMED);
    int marker = 0xff;
    while (marker == 0xff) {
      next++;
      marker = file.u8(next);
    }
    next++;
    return marker;
  }

  /// Coded pixels go on until a marker that is neither a stuffed zero nor a restart.
  private void skipScan() throws IOException {
    while (true) {
      if (file.u8(next) == 0xff) {
        int following = file.u8(next + 1);
        if (following != 0 && following != 0xff && !isRestart(following)) {
          return;
        }
      }
      next++;
    }
  }

  private void zeros() throws IOException, FlawException {
    for (; next < file.size(); next++) {
      unless(file.u8(next) == 0, Flaw.TRAILING_DATA);
    }
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
