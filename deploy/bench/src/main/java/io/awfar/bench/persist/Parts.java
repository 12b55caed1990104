package io.awfar.bench.persist;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deals the lines of a file out to several.
final class Parts {

  private Parts() {}

  static List<Path> split(Path file, int parts) throws IOException {
    if (parts == 1) {
      return List.of(file);
    }
    List<Path> paths = new ArrayList<>();
    List<BufferedWriter> writers = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      paths.add(file.resolveSibling(file.getFileName() + "." + i));
      writers.add(Files.newBufferedWriter(paths.get(i)));
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      @Nullable String line;
      for (int i = 0; (line = lines.readLine()) != null; i = (i + 1) % parts) {
        writers.get(i).append(line).append('\n');
      }
    }
    for (BufferedWriter writer : writers) {
      writer.close();
    }
    return paths;
  }
}
