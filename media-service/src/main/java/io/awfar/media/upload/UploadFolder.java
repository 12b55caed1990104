package io.awfar.media.upload;

import io.awfar.media.spool.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// The folder in which a file waits until it is known what it is.
///
/// Files are deleted when they are closed; what a crash left is deleted at the next start. The
/// folder belongs to one instance, and nobody else gets into it ([PrivateFolder]).
final class UploadFolder {

  private static final String SUFFIX = ".upload";

  private final Path folder;

  private UploadFolder(Path folder) {
    this.folder = folder;
  }

  /// @throws IllegalStateException if the folder is a link or somebody else's
  static UploadFolder open(Path folder) {
    try {
      PrivateFolder.open(folder);
      try (var left = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
      return new UploadFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of uploads cannot be used", e);
    }
  }

  /// A new, empty file.
  SpooledFile create() {
    return SpooledFile.create(folder.resolve(UUID.randomUUID() + SUFFIX));
  }
}
