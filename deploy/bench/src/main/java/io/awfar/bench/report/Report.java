package io.awfar.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a benchmark found: tables, pictures and goals.
public final class Report {

  private final String name;
  private final String command;
  private final List<String> remarks = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final List<BarChart> charts = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  /// @param name of the benchmark, and of its files
  /// @param command that measures it again
  public Report(String name, String command) {
    this.name = name;
    this.command = command;
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
  /// @throws IOException if the folder cannot be written
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder("# ").append(name).append("\n\n");
    text.append("Measured by `").append(command).append("` on ").append(Machine.describe());
    text.append(".\n\n");
    for (int i = 0; i < charts.size(); i++) {
      String file = name + (i == 0 ? "" : "-" + (i + 1)) + ".svg";
      Files.writeString(folder.resolve(file), charts.get(i).svg());
      text.append("![%s](%s)\n\n".formatted(charts.get(i).title(), file));
    }
    tables.forEach(table -> text.append(table.text()).append('\n'));
    remarks.forEach(remark -> text.append(remark).append("\n\n"));
    text.append(goalTable(goals).text());
    Files.writeString(folder.resolve(name + ".md"), text);
  }

  /// All goals beside what was measured.
  public static Table goalTable(List<Goal> goals) {
    Table table = new Table("Goals", "goal", "measured", "target", "");
    goals.forEach(
        goal -> table.add(goal.name(), goal.measuredText(), goal.targetText(), goal.outcome()));
    return table;
  }
}
