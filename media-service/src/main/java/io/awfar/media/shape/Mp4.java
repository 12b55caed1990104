package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The ISO base media format by its outermost boxes (ISO/IEC 14496-12, 4.2), which fill the file.
final class Mp4 {

  /// What may stand outermost; anything else was put behind the film.
  private static final Set<String> OUTERMOST =
      Set.of(
          "ftyp", "styp", "pdin", "moov", "moof", "mfra", "mdat", "free", "skip", "wide", "meta",
          "sidx", "ssix", "prft", "emsg", "uuid", "udta", "beam", "bloc");

  private static final int BOXES_MAX = 100_000;

  private Mp4() {}

  static void check(FileBytes file) throws IOException, FlawException {
    Set<String> seen = new HashSet<>();
    long next = 0;
    for (int boxes = 0; next < file.size(); boxes++) {
      Flaw flaw = seen.contains("moov") ? Flaw.TRAILING_DATA : Flaw.MALFORMED;
      unless(file.size() - next >= 8 && boxes < BOXES_MAX, flaw);
      long stated = file.u32(next);
      String name = file.text(next + 4, 4);
      unless(OUTERMOST.contains(name), flaw);
      long left = file.size() - next;
      long size = stated == 1 ? file.i64(next + 8) : stated == 0 ? left : stated;
      unless(size >= (stated == 1 ? 16 : 8), Flaw.MALFORMED);
      unless(size <= left, Flaw.TRUNCATED);
      seen.add(name);
      next += size;
    }
    unless(seen.contains("moov"), Flaw.TRUNCATED);
    unless(seen.contains("mdat"), Flaw.TRUNCATED);
  }
}
