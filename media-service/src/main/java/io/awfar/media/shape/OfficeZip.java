package io.awfar.media.shape;

import static io.awfar.media.shape.FlawException.unless;

import io.awfar.media.type.FileBytes;
import io.awfar.media.type.ZipDirectory;
import io.awfar.media.type.ZipEntry;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// An office document by its entries, which are unpacked once, a few kilobytes at a time: each is
/// as large as stated, none shares bytes with another, and nothing is around them.
final class OfficeZip {

  private static final long HEADER_SIGNATURE = 0x04034b50L;
  private static final int HEADER_BYTES = 30;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /// What may stand between two entries: checksum and sizes of the first, if its header lacks them.
  private static final int DESCRIPTOR_BYTES_MAX = 24;

  /// Below this even the emptiest sheet is no bomb, whatever its ratio.
  private static final long SMALL_BYTES = 1 << 20;

  private static final int PIECE_BYTES = 8192;

  private final FileBytes file;
  private final ShapeLimits limits;
  private long unpackedLeft;

  OfficeZip(FileBytes file, ShapeLimits limits) {
    this.file = file;
    this.limits = limits;
    this.unpackedLeft = limits.unpackedMax().toBytes();
  }

  void check() throws IOException, FlawException {
    ZipDirectory directory =
        ZipDirectory.of(file).orElseThrow(() -> new FlawException(Flaw.MALFORMED));
    unless(directory.end() == file.size(), Flaw.TRAILING_DATA);
    List<ZipEntry> entries =
        directory.entries().stream()
            .sorted(Comparator.comparingLong(ZipEntry::headerStart))
            .toList();
    unless(entries.size() <= limits.entriesMax(), Flaw.ZIP_BOMB);
    Set<String> names = new HashSet<>();
    long end = 0;
    for (ZipEntry entry : entries) {
      unless(names.add(entry.name()) && isPlain(entry.name()), Flaw.MALFORMED);
      // What overlaps would be unpacked many times from the same bytes.
      unless(entry.headerStart() >= end, Flaw.ZIP_BOMB);
      unless(entry.headerStart() - end <= (end == 0 ? 0 : DESCRIPTOR_BYTES_MAX), Flaw.HIDDEN_FILE);
      end = check(entry);
    }
    unless(directory.start() >= end, Flaw.MALFORMED);
    unless(directory.start() - end <= DESCRIPTOR_BYTES_MAX, Flaw.HIDDEN_FILE);
  }

  /// @return where its bytes end
  private long check(ZipEntry entry) throws IOException, FlawException {
    long header = entry.headerStart();
    unless(file.u32le(header) == HEADER_SIGNATURE, Flaw.MALFORMED);
    unless((entry.flags() & ENCRYPTED) == 0, Flaw.MALFORMED);
    long start = header + HEADER_BYTES + file.u16le(header + 26) + file.u16le(header + 28);
    unless(
        file.text(header + HEADER_BYTES, file.u16le(header + 26)).equals(entry.name()),
        Flaw.HIDDEN_FILE);
    unless(entry.packedBytes() <= file.size() - start, Flaw.TRUNCATED);
    long ratioBound = Math.max(SMALL_BYTES, entry.packedBytes() * limits.ratioMax());
    unless(entry.plainBytes() <= Math.min(ratioBound, unpackedLeft), Flaw.ZIP_BOMB);
    switch (entry.method()) {
      case STORED -> unless(entry.packedBytes() == entry.plainBytes(), Flaw.MALFORMED);
      case DEFLATED -> inflate(entry, start);
      default -> throw new FlawException(Flaw.MALFORMED);
    }
    unpackedLeft -= entry.plainBytes();
    return start + entry.packedBytes();
  }

  private void inflate(ZipEntry entry, long start) throws IOException, FlawException {
    Inflater inflater = new Inflater(true);
    try {
      byte[] plain = new byte[PIECE_BYTES];
      long read = 0;
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          unless(read < entry.packedBytes(), Flaw.TRUNCATED);
          int count = (int) Math.min(PIECE_BYTES, entry.packedBytes() - read);
          inflater.setInput(file.bytes(start + read, count));
          read += count;
        }
        int unused = inflater.inflate(plain);
        unless(!inflater.needsDictionary(), Flaw.MALFORMED);
        unless(inflater.getBytesWritten() <= entry.plainBytes(), Flaw.ZIP_BOMB);
      }
      unless(inflater.getBytesWritten() == entry.plainBytes(), Flaw.MALFORMED);
      unless(inflater.getBytesRead() == entry.packedBytes(), Flaw.HIDDEN_FILE);
    } catch (DataFormatException e) {
      throw new FlawException(Flaw.MALFORMED);
    } finally {
      inflater.end();
    }
  }

  /// A name that stays below the folder that it would be unpacked in.
  private static boolean isPlain(String name) {
    return !name.startsWith("/")
        && name.indexOf('\\') < 0
        && name.indexOf('\0') < 0
        && name.indexOf(':') < 0
        && !List.of(name.split("/", -1)).contains("..");
  }
}
