package io.awfar.media.upload;

import io.awfar.schemas.id.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/// A file that is counted and hashed as it is written, and deleted when it is closed.
final class SpooledFile implements AutoCloseable {

  private final Path path;
  private final OutputStream out;
  private final MessageDigest digest = Sha256.newDigest();
  private long sizeBytes;
  private boolean whole;

  private SpooledFile(Path path, OutputStream out) {
    this.path = path;
    this.out = out;
  }

  static SpooledFile create(Path path) {
    try {
      return new SpooledFile(path, Files.newOutputStream(path, StandardOpenOption.CREATE_NEW));
    } catch (IOException e) {
      throw new UncheckedIOException("A file of an upload cannot be created", e);
    }
  }

  void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("A file of an upload cannot be written", e);
    }
    digest.update(bytes);
    sizeBytes += bytes.length;
  }

  /// Nothing more of it comes.
  void end() {
    whole = true;
  }

  boolean isWhole() {
    return whole;
  }

  Path path() {
    return path;
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
    try (out) {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("A file of an upload cannot be deleted", e);
    }
  }
}
