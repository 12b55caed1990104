package io.awfar.media.download;

import io.awfar.schemas.id.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A file that is hashed as it is written.
///
/// Its failures are unchecked, so that a full disk is not taken for a lost connection.
final class HashedFile implements AutoCloseable {

  private final OutputStream out;
  private final MessageDigest digest = Sha256.newDigest();
  private long sizeBytes;

  private HashedFile(OutputStream out) {
    this.out = out;
  }

  /// Empties what an earlier attempt left.
  static HashedFile create(Path path) {
    try {
      return new HashedFile(
          Files.newOutputStream(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new UncheckedIOException("The spool file cannot be created", e);
    }
  }

  void write(byte[] bytes, int count) {
    try {
      out.write(bytes, 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException("The spool file cannot be written", e);
    }
    digest.update(bytes, 0, count);
    sizeBytes += count;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /// Lower-case hex of what was written; call it once.
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The spool file cannot be written", e);
    }
  }
}
