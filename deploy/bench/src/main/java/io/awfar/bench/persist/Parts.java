package io.awfar.bench.persist;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a file: the first of them, and the rest dealt out to several files.
record Parts(Path head, List<Path> rest) {

  /// @param headLines so many lines are the first
  /// @param parts number of files for the rest; each is there, be it empty
  static Parts split(Path file, long headLines, int parts) throws IOException {
    Path head = file.resolveSibling(file.getFileName() + ".head");
    List<Path> rest = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      rest.add(file.resolveSibling(file.getFileName() + "." + i));
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      deal(lines, headLines, List.of(head));
      deal(lines, Long.MAX_VALUE, rest);
    }
    return new Parts(head, List.copyOf(rest));
  }

  private static void deal(BufferedReader lines, long max, List<Path> files) throws IOException {
    List<BufferedWriter> writers = new ArrayList<>();
    for (Path file : files) {
      writers.add(Files.newBufferedWriter(file));
    }
    @Nullable String line;
    for (long i = 0; i < max && (line = lines.readLine()) != null; i++) {
      writers.get((int) (i % writers.size())).append(line).append('\n');
    }
    for (BufferedWriter writer : writers) {
      writer.close();
    }
  }
}
