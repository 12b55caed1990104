package io.awfar.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of figures under a title.
public final class Table {

  private final String title;
  private final List<List<String>> lines = new ArrayList<>();

  public Table(String title, String... columns) {
    this.title = title;
    lines.add(List.of(columns));
  }

  /// Adds a row: one cell per column.
  public void add(String... cells) {
    if (cells.length != lines.getFirst().size()) {
      throw new IllegalArgumentException(Arrays.toString(cells) + " does not fit " + lines);
    }
    lines.add(List.of(cells));
  }

  /// As a terminal shows it best, which is Markdown too.
  public String text() {
    int[] widths =
        IntStream.range(0, lines.getFirst().size())
            .map(column ->
                lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder("**").append(title).append("**\n\n");
    for (int i = 0; i < lines.size(); i++) {
      text.append(line(lines.get(i), widths));
      if (i == 0) {
        text.append(
            Arrays.stream(widths)
                .mapToObj(width -> "-".repeat(width + 2))
                .collect(Collectors.joining("|", "|", "|\n")));
      }
    }
    return text.toString();
  }

  /// The first column to the left, figures to the right.
  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> {
          String gap = " ".repeat(widths[i] - cells.get(i).length());
          return i == 0 ? cells.get(i) + gap : gap + cells.get(i);
        })
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
