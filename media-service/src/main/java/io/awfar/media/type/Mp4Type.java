package io.awfar.media.type;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What is in a file of the ISO base media format (ISO/IEC 14496-12): film or sound, by its tracks;
/// the brand alone does not tell.
final class Mp4Type {

  private static final String QUICKTIME = "qt  ";
  private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia");
  private static final int BOXES_MAX = 10_000;
  private static final int DEPTH_MAX = 4;

  private final FileBytes file;
  private final Set<String> handlers = new HashSet<>();
  private int boxes;

  private Mp4Type(FileBytes file) {
    this.file = file;
  }

  /// @return empty if it is none, or none with tracks of either kind
  static Optional<FileType> of(FileBytes file) throws IOException {
    if (!file.text(4, 4).equals("ftyp")) {
      return Optional.empty();
    }
    String brand = file.text(8, 4);
    Mp4Type type = new Mp4Type(file);
    type.walk(0, file.size(), 0);
    boolean film = type.handlers.contains("vide");
    if (brand.equals(QUICKTIME) || !film && !type.handlers.contains("soun")) {
      return Optional.empty();
    }
    AcceptedType mobile = film ? AcceptedType.THREE_GPP : AcceptedType.MP4_AUDIO;
    AcceptedType plain = film ? AcceptedType.MP4 : AcceptedType.MP4_AUDIO;
    return Optional.of(new FileType((brand.startsWith("3g") ? mobile : plain).mimeType()));
  }

  private void walk(long from, long end, int depth) throws IOException {
    long box = from;
    while (box < end && boxes < BOXES_MAX) {
      boxes++;
      long stated = file.u32(box);
      int header = stated == 1 ? 16 : 8;
      long size = stated == 1 ? file.i64(box + 8) : stated == 0 ? end - box : stated;
      String name = file.text(box + 4, 4);
      if (size < header || size > end - box) {
        // Broken or cut off: what was seen before counts.
        return;
      }
      if (CONTAINERS.contains(name) && depth < DEPTH_MAX) {
        walk(box + header, box + size, depth + 1);
      } else if (name.equals("hdlr")) {
        handlers.add(file.text(box + header + 8, 4));
      }
      box += size;
    }
  }
}
