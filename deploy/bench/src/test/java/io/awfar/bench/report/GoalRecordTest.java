package io.awfar.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalRecordTest {

  @TempDir Path folder;

  @Test
  void aRunReplacesTheGoalsOfItsBenchmarkAndOfNoOther() throws IOException {
    GoalRecord record = new GoalRecord(folder);
    record.put("read", List.of(row("read.rate", "1x"), row("read.cpu", "2x")));
    record.put("read-more", List.of(row("read-more.rate", "3x")));
    record.put("last", List.of(row("last.rate", "4x")));

    record.put("read", List.of(row("read.rate", "5x")));
    record.put("read-more", List.of(row("read-more", "nothing")));

    assertThat(figures()).containsExactly("read.rate 5x", "read-more nothing", "last.rate 4x");
  }

  private List<String> figures() throws IOException {
    return Files.readAllLines(folder.resolve("goals.md")).stream()
        .filter(line -> line.startsWith("| "))
        .skip(1)
        .map(line -> line.split("\\|"))
        .map(cells -> cells[1].strip() + " " + cells[2].strip())
        .toList();
  }

  private static List<String> row(String goal, String measured) {
    return List.of(goal, measured, "1x", "met", "", "2026-01-01, abcdef0");
  }
}
