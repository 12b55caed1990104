package io.awfar.media.preview;

import io.awfar.media.type.FileBytes;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a file of the ISO base media format plays and how large its picture is, as its headers
/// say (ISO/IEC 14496-12, 8.2.2 and 8.3.2).
final class Mp4Movie {

  private static final int BOXES_MAX = 1_000;

  private final FileBytes file;
  private @Nullable Duration length;
  private @Nullable PixelSize size;
  private int boxes;

  private Mp4Movie(FileBytes file) {
    this.file = file;
  }

  static Preview preview(FileBytes file) throws IOException {
    Mp4Movie movie = new Mp4Movie(file);
    movie.walk(0, file.size(), true);
    return new Preview(null, movie.size, movie.length);
  }

  private void walk(long from, long end, boolean top) throws IOException {
    for (long box = from; box <= end - 8 && boxes < BOXES_MAX; boxes++) {
      long stated = file.u32(box);
      int header = stated == 1 ? 16 : 8;
      long bytes = stated == 1 ? file.i64(box + 8) : stated == 0 ? end - box : stated;
      if (bytes < header || bytes > end - box) {
        return;
      }
      long content = box + header;
      switch (file.text(box + 4, 4)) {
        case "moov" -> {
          if (top) {
            walk(content, box + bytes, false);
          }
        }
        case "trak" -> track(content, box + bytes);
        case "mvhd" -> length = length(content);
        default -> {}
      }
      box += bytes;
    }
  }

  /// The header of a track stands first in it.
  private void track(long content, long end) throws IOException {
    if (size == null
        && content <= end - 8
        && file.text(content + 4, 4).equals("tkhd")
        && file.u32(content) <= end - content) {
      size = size(content + 8);
    }
  }

  private @Nullable Duration length(long content) throws IOException {
    return file.u8(content) == 1
        ? Lengths.of(file.i64(content + 24), file.u32(content + 20))
        : Lengths.of(file.u32(content + 16), file.u32(content + 12));
  }

  /// Numbers are in 16.16; a sound has no size.
  private @Nullable PixelSize size(long content) throws IOException {
    long matrix = content + (file.u8(content) == 1 ? 52 : 40);
    PixelSize stated =
        new PixelSize((int) (file.u32(matrix + 36) >> 16), (int) (file.u32(matrix + 40) >> 16));
    if (stated.pixels() == 0) {
      return null;
    }
    boolean turned = file.u32(matrix) == 0 && file.u32(matrix + 4) != 0;
    return turned ? stated.turned() : stated;
  }
}
