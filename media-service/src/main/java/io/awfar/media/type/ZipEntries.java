package io.awfar.media.type;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The bytes of small entries of a ZIP file.
final class ZipEntries {

  private static final int HEADER_BYTES = 30;
  private static final int STORED = 0;

  private ZipEntries() {}

  /// @throws EOFException if they are not there as stated, or are more than the bound
  static byte[] unpacked(FileBytes file, ZipEntry entry, int bytesMax) throws IOException {
    if (entry.packedBytes() > bytesMax || entry.plainBytes() > bytesMax) {
      throw new EOFException("An entry is too large to be looked into");
    }
    long header = entry.headerStart();
    long start = header + HEADER_BYTES + file.u16le(header + 26) + file.u16le(header + 28);
    byte[] packed = file.bytes(start, (int) entry.packedBytes());
    return entry.method() == STORED ? packed : inflated(packed, (int) entry.plainBytes());
  }

  private static byte[] inflated(byte[] packed, int plainBytes) throws EOFException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      // One more, to see whether it ends there.
      byte[] plain = new byte[plainBytes + 1];
      int count = 0;
      while (!inflater.finished() && count < plain.length) {
        int more = inflater.inflate(plain, count, plain.length - count);
        if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          break;
        }
        count += more;
      }
      if (!inflater.finished() || count != plainBytes) {
        throw new EOFException("An entry is not what it states");
      }
      return Arrays.copyOf(plain, plainBytes);
    } catch (DataFormatException e) {
      throw new EOFException("An entry cannot be unpacked");
    } finally {
      inflater.end();
    }
  }
}
