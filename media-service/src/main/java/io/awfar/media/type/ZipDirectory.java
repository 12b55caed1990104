package io.awfar.media.type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The directory at the end of a ZIP file (PKWARE's APPNOTE, 4.3.12 and 4.3.16); nothing is
/// unpacked for it.
///
/// @param start where it begins
/// @param end of the last thing that belongs to the archive
public record ZipDirectory(List<ZipEntry> entries, long start, long end) {

  /// An office document has hundreds; a directory of millions is an attack.
  private static final int ENTRIES_MAX = 10_000;

  private static final int NAME_BYTES_MAX = 1024;
  private static final long END_SIGNATURE = 0x06054b50L;
  private static final int END_BYTES = 22;
  private static final int COMMENT_BYTES_MAX = 0xffff;
  private static final long ENTRY_SIGNATURE = 0x02014b50L;
  private static final int ENTRY_BYTES = 46;

  /// @return empty if there is none, or one with more entries than could be meant well
  /// @throws IOException if the file ends within it, or cannot be read
  public static Optional<ZipDirectory> of(FileBytes file) throws IOException {
    OptionalLong end = endRecord(file);
    return end.isEmpty() ? Optional.empty() : read(file, end.getAsLong());
  }

  private static OptionalLong endRecord(FileBytes file) throws IOException {
    long last = file.size() - END_BYTES;
    long first = Math.max(0, last - COMMENT_BYTES_MAX);
    for (long end = last; end >= first; end--) {
      if (file.u8(end) == 'P' && file.u32le(end) == END_SIGNATURE) {
        return OptionalLong.of(end);
      }
    }
    return OptionalLong.empty();
  }

  /// Whether a reader of archives would find one at the end of a file, whatever precedes it: a
  /// directory right before the record that ends it.
  public static boolean endsAnyArchive(FileBytes file) throws IOException {
    OptionalLong end = endRecord(file);
    if (end.isEmpty()) {
      return false;
    }
    long start = end.getAsLong() - file.u32le(end.getAsLong() + 12);
    return file.u16le(end.getAsLong() + 10) == 0
        || start >= 0 && file.u32le(start) == ENTRY_SIGNATURE;
  }

  private static Optional<ZipDirectory> read(FileBytes file, long end) throws IOException {
    int count = file.u16le(end + 10);
    long start = file.u32le(end + 16);
    if (count > ENTRIES_MAX || start + file.u32le(end + 12) > end) {
      return Optional.empty();
    }
    List<ZipEntry> entries = new ArrayList<>();
    long next = start;
    for (int i = 0; i < count; i++) {
      int nameBytes = file.u16le(next + 28);
      if (file.u32le(next) != ENTRY_SIGNATURE || nameBytes > NAME_BYTES_MAX) {
        return Optional.empty();
      }
      entries.add(
          new ZipEntry(
              file.text(next + ENTRY_BYTES, nameBytes),
              file.u32le(next + 42),
              file.u32le(next + 20),
              file.u32le(next + 24),
              file.u16le(next + 10),
              file.u16le(next + 8)));
      next += ENTRY_BYTES + nameBytes + file.u16le(next + 30) + file.u16le(next + 32);
    }
    long archiveEnd = end + END_BYTES + file.u16le(end + 20);
    return Optional.of(new ZipDirectory(List.copyOf(entries), start, archiveEnd));
  }
}
