package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import java.io.IOException;

/// A compound file by the table of its sectors (Microsoft's MS-CFB, 2.2 and 2.3): all of them are
/// there, and nothing is behind the last that the table knows.
final class CompoundSectors {

  private static final int HEADER_TABLE = 0x4c;
  private static final int HEADER_SECTORS = 109;
  private static final long FREE = 0xffffffffL;
  private static final int TABLE_SECTORS_MAX = 10_000;

  private CompoundSectors() {}

  static void check(FileBytes file) throws IOException, FlawException {
    int sectorBytes = 1 << file.u16le(0x1e);
    long tables = file.u32le(0x2c);
    unless(tables > 0 && tables <= TABLE_SECTORS_MAX, Flaw.MALFORMED);
    int perSector = sectorBytes / Integer.BYTES;
    // The first 109 parts of the table are known from the header; a document that is larger than
    // what they describe states the rest elsewhere, and is measured by its number of parts.
    long known = Math.min(tables, HEADER_SECTORS);
    long last = -1;
    for (int part = 0; part < known; part++) {
      long table = (file.u32le(HEADER_TABLE + (long) part * Integer.BYTES) + 1) * sectorBytes;
      for (int i = 0; i < perSector; i++) {
        if (file.u32le(table + (long) i * Integer.BYTES) != FREE) {
          last = (long) part * perSector + i;
        }
      }
    }
    unless(last >= 0, Flaw.MALFORMED);
    // The last sector may be cut short by writers that do not fill it up.
    unless(file.size() > (last + 1) * sectorBytes, Flaw.TRUNCATED);
    unless(file.size() <= (tables * perSector + 1) * sectorBytes, Flaw.TRAILING_DATA);
  }
}
