package io.awfar.media.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// The folder in which a file waits until it is known what it is.
///
/// Files are deleted when they are closed; what a crash left is deleted at the next start. The
/// folder belongs to one instance.
final class UploadFolder {

  private static final String SUFFIX = ".upload";

  private final Path folder;

  private UploadFolder(Path folder) {
    this.folder = folder;
  }

  static UploadFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
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
