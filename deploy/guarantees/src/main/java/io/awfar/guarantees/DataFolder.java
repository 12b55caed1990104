package io.awfar.guarantees;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The folder of a run.
final class DataFolder {

  private DataFolder() {}

  /// Leaves nothing of it but one folder.
  static void removeAllBut(Path folder, String kept) throws IOException {
    List<Path> children;
    try (var files = Files.list(folder)) {
      children = files.filter(file -> !file.getFileName().toString().equals(kept)).toList();
    }
    for (Path child : children) {
      Files.walkFileTree(
          child,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }
}
