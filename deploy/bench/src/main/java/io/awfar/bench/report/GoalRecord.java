package io.awfar.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `goals.md`: the goals of each benchmark as its last recorded run found them. A run puts its rows
/// where those of the same benchmark were, and keeps the others.
final class GoalRecord {

  private static final String HEADING =
      """
      # goals

      Of each benchmark the last run that was recorded: `deploy/bench/run all` measures all again, `deploy/bench/run <benchmark>` those of one.

      """;

  private static final String[] COLUMNS = {"goal", "measured", "target", "", "why", "recorded"};

  private final Path file;

  GoalRecord(Path folder) {
    this.file = folder.resolve("goals.md");
  }

  /// @param rows of one benchmark, a cell for each column
  void put(String benchmark, List<List<String>> rows) throws IOException {
    List<List<String>> all = new ArrayList<>(recorded());
    int place =
        (int) all.stream().takeWhile(row -> !benchmark.equals(benchmarkOf(row.getFirst()))).count();
    all.removeIf(row -> benchmark.equals(benchmarkOf(row.getFirst())));
    all.addAll(place, rows);
    Table table = new Table("Goals", COLUMNS);
    all.forEach(row -> table.add(row.toArray(String[]::new)));
    Files.writeString(file, HEADING + table.text());
  }

  private List<List<String>> recorded() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> line.startsWith("| ")).skip(1).map(GoalRecord::cells).toList();
    }
  }

  private static List<String> cells(String line) {
    List<String> parts = List.of(line.split("\\|", -1));
    return parts.subList(1, parts.size() - 1).stream().map(String::strip).toList();
  }

  private static String benchmarkOf(String goal) {
    int dot = goal.indexOf('.');
    return dot < 0 ? goal : goal.substring(0, dot);
  }
}
