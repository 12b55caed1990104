package io.awfar.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a benchmark found: tables, pictures and goals.
public final class Report {

  private final String name;
  private final String section;
  private final List<String> remarks = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<BarChart> charts = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  /// @param name of the benchmark, and of its files
  /// @param section where it is told why a goal is missed: a README and its heading, from the root
  ///   of the project, such as `ingest-service/README.md#speed`
  public Report(String name, String section) {
    this.name = name;
    this.section = section;
  }

  /// Of a benchmark that failed, for which there is nothing to be read but its logs.
  ///
  /// @param name of the benchmark
  public static Report ofFailed(String name) {
    Report report = new Report(name, "");
    report.add(Goal.ofFailed(name));
    return report;
  }

  /// A sentence that the figures cannot be understood without.
  public void remark(String sentence) {
    remarks.add(sentence);
  }

  public void add(Table table) {
    tables.add(table);
  }

  public void add(BarChart chart) {
    charts.add(chart);
  }

  public void add(Goal goal) {
    goals.add(goal);
  }

  public List<Goal> goals() {
    return List.copyOf(goals);
  }

  /// For the terminal: tables, then one line per goal.
  public String text() {
    StringBuilder text = new StringBuilder();
    tables.forEach(table -> text.append(table.text()).append('\n'));
    remarks.forEach(remark -> text.append(remark).append('\n'));
    goals.forEach(goal -> text.append(goal.line()).append('\n'));
    return text.toString();
  }

  /// Writes `<name>.md` and a picture for each chart.
  ///
  /// @param root of the project, for links
  /// @param command by which it was measured, and can be again
  /// @throws IOException if the folder cannot be written
  public void write(Path folder, Path root, Command command) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text =
        new StringBuilder(
            "# %s\n\nMeasured by `%s` at %s on %s.\n\n"
                .formatted(name, command, Revision.of(root), Machine.describe()));
    for (int i = 0; i < charts.size(); i++) {
      String file = name + (i == 0 ? "" : "-" + (i + 1)) + ".svg";
      Files.writeString(folder.resolve(file), charts.get(i).svg());
      text.append("![%s](%s)\n\n".formatted(charts.get(i).title(), file));
    }
    tables.forEach(table -> text.append(table.text()).append('\n'));
    remarks.forEach(remark -> text.append(remark).append("\n\n"));
    if (!goals.isEmpty()) {
      text.append(goalTable(List.of(this), folder.relativize(root)).text());
    }
    Files.writeString(folder.resolve(name + ".md"), text);
  }

  /// Writes its goals into `goals.md`, among those of the other benchmarks.
  ///
  /// @param root of the project, for links
  /// @throws IOException if the folder cannot be written
  public void recordGoals(Path folder, Path root) throws IOException {
    Files.createDirectories(folder);
    String when = "%s, %s".formatted(Machine.today(), Revision.of(root));
    Path seenFromFolder = folder.relativize(root);
    new GoalRecord(folder)
        .put(
            name,
            goals.stream()
                .map(goal ->
                    Stream.concat(cells(goal, seenFromFolder).stream(), Stream.of(when)).toList())
                .toList());
  }

  /// All goals beside what was measured and, of those that were missed, where it is told why.
  ///
  /// @param root of the project, as seen from where the table is read
  public static Table goalTable(List<Report> reports, Path root) {
    Table table = new Table("Goals", "goal", "measured", "target", "", "why");
    reports.forEach(report ->
        report.goals.forEach(goal -> table.add(report.cells(goal, root).toArray(String[]::new))));
    return table;
  }

  private List<String> cells(Goal goal, Path root) {
    return List.of(
        goal.name(),
        goal.measuredText(),
        goal.targetText(),
        goal.outcome(),
        goal.met() ? "" : why(root));
  }

  private String why(Path root) {
    return section.isEmpty()
        ? "it failed"
        : "[%s](%s)".formatted(section.replaceFirst("/README.md.*", ""), root.resolve(section));
  }
}
