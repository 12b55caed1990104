package io.awfar.bench.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Where a benchmark keeps its data while it runs.
///
/// @param root of the project
/// @param folder of this benchmark alone, gone afterwards unless it fails
public record Workplace(Path root, Path folder) implements AutoCloseable {

  /// Makes the folder below the project's build folder: on the same disk, whatever /tmp is.
  ///
  /// @throws IOException if it cannot be made
  public static Workplace open(Path root, String benchmark) throws IOException {
    Path work = Files.createDirectories(root.resolve("deploy/bench/target/work"));
    return new Workplace(root, Files.createTempDirectory(work, benchmark + '-'));
  }

  /// A new folder inside.
  ///
  /// @throws IOException if it cannot be made
  public Path newFolder(String name) throws IOException {
    return Files.createTempDirectory(folder, name + '-');
  }

  /// Removes a folder with all that is in it.
  ///
  /// @throws IOException if something cannot be removed
  public static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// Removes its folder.
  ///
  /// @throws IOException if something cannot be removed
  @Override
  public void close() throws IOException {
    remove(folder);
  }
}
