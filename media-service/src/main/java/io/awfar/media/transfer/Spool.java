package io.awfar.media.transfer;

import io.awfar.media.spool.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// The folder in which a file waits until its hash is known.
///
/// Files are deleted when they are closed; what a crash left is deleted at the next start. The
/// folder belongs to one instance, and nobody else gets into it ([PrivateFolder]).
final class Spool {

  private final Path folder;

  private Spool(Path folder) {
    this.folder = folder;
  }

  /// A place for one file, not yet created.
  record Slot(Path path) implements AutoCloseable {

    @Override
    public void close() {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("A spool file cannot be deleted", e);
      }
    }
  }

  /// @throws IllegalStateException if the folder is a link or somebody else's
  static Spool open(Path folder) {
    try {
      PrivateFolder.open(folder);
      try (var left = Files.newDirectoryStream(folder, "*.part")) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
      return new Spool(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The spool folder cannot be used", e);
    }
  }

  Slot slot() {
    return new Slot(folder.resolve(UUID.randomUUID() + ".part"));
  }
}
