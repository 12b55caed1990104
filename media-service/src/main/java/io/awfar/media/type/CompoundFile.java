package io.awfar.media.type;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What is in a compound file, the container of older office documents (Microsoft's MS-CFB, 2.2 to
/// 2.6): the names of its streams say it.
final class CompoundFile {

  private static final int HEADER_SECTORS = 109;
  private static final int HEADER_TABLE = 0x4c;
  private static final int ENTRY_BYTES = 128;
  private static final long LAST_SECTOR = 0xfffffffaL;

  /// 512 sectors hold the names of 2,000 streams or more.
  private static final int DIRECTORY_SECTORS_MAX = 512;

  /// The storages and streams that a project of macros has (Microsoft's MS-OVBA, 2.2.1); names are
  /// the same in upper and lower case.
  private static final Set<String> MACROS =
      Set.of("MACROS", "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR");

  /// The heads of a VbaInfoContainer and of the one record in it (Microsoft's MS-PPT, 2.4.10).
  private static final String SLIDE_MACROS =
      new String(
          HexFormat.of().parseHex("1f00ff0314000000" + "020000040c000000"),
          StandardCharsets.ISO_8859_1);

  private static final int PIECE_BYTES = 64 * 1024;

  private static final int TABLE_SECTORS_MAX = 256;

  private final FileBytes file;
  private final int sectorBytes;

  private CompoundFile(FileBytes file, int sectorBytes) {
    this.file = file;
    this.sectorBytes = sectorBytes;
  }

  static Optional<FileType> typeOf(FileBytes file) throws IOException {
    int shift = file.u16le(0x1e);
    if (shift != 9 && shift != 12) {
      return Optional.empty();
    }
    Set<String> names = new CompoundFile(file, 1 << shift).names();
    if (names.stream().anyMatch(CompoundFile::hasMacros)) {
      return Optional.empty();
    }
    boolean word = names.contains("WordDocument");
    boolean excel = names.contains("Workbook") || names.contains("Book");
    boolean powerPoint = names.contains("PowerPoint Document");
    if (word && !powerPoint) {
      // A workbook within it is an embedded one.
      return Optional.of(new FileType(AcceptedType.DOC.mimeType()));
    }
    if (powerPoint && !word) {
      return hasSlideMacros(file)
          ? Optional.empty()
          : Optional.of(new FileType(AcceptedType.PPT.mimeType()));
    }
    return excel && !word
        ? Optional.of(new FileType(AcceptedType.XLS.mimeType()))
        : Optional.empty();
  }

  private Set<String> names() throws IOException {
    Set<String> names = new HashSet<>();
    long sector = file.u32le(0x30);
    for (int i = 0; sector < LAST_SECTOR && i < DIRECTORY_SECTORS_MAX; i++) {
      for (long entry = start(sector); entry < start(sector + 1); entry += ENTRY_BYTES) {
        int nameBytes = file.u16le(entry + 64);
        if (nameBytes >= 2 && nameBytes <= 64) {
          byte[] name = file.bytes(entry, nameBytes - 2);
          names.add(new String(name, StandardCharsets.UTF_16LE));
        }
      }
      sector = after(sector);
    }
    if (sector < LAST_SECTOR) {
      throw new EOFException("The directory does not end");
    }
    return names;
  }

  private static boolean hasMacros(String name) {
    return MACROS.contains(name.toUpperCase(Locale.ROOT));
  }

  /// Presentations have their macros within their one stream, and a record that leads to them.
  private static boolean hasSlideMacros(FileBytes file) throws IOException {
    for (long start = 0; start < file.size(); start += PIECE_BYTES) {
      int overlap = SLIDE_MACROS.length() - 1;
      int count = (int) Math.min(PIECE_BYTES + overlap, file.size() - start);
      if (file.text(start, count).contains(SLIDE_MACROS)) {
        return true;
      }
    }
    return false;
  }

  /// The sector that goes on where this one ends.
  private long after(long sector) throws IOException {
    int perSector = sectorBytes / Integer.BYTES;
    long table = tableSector(sector / perSector);
    return file.u32le(start(table) + sector % perSector * Integer.BYTES);
  }

  /// Where the part of the table is that this number of parts precede.
  private long tableSector(long part) throws IOException {
    if (part < HEADER_SECTORS) {
      return file.u32le(HEADER_TABLE + part * Integer.BYTES);
    }
    int perSector = sectorBytes / Integer.BYTES - 1;
    long left = part - HEADER_SECTORS;
    long list = file.u32le(0x44);
    for (int i = 0; i < TABLE_SECTORS_MAX; i++) {
      if (left < perSector) {
        return file.u32le(start(list) + left * Integer.BYTES);
      }
      left -= perSector;
      list = file.u32le(start(list) + (long) perSector * Integer.BYTES);
    }
    throw new EOFException("The table of sectors does not end");
  }

  private long start(long sector) {
    return (sector + 1) * sectorBytes;
  }
}
