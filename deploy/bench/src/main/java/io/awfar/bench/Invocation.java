package io.awfar.bench;

import io.awfar.bench.report.Command;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Benchmark;
import io.awfar.bench.setup.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What was asked for by one command.
///
/// @param root of the project
/// @param results where reports are written to
record Invocation(Path root, Path results, Command command) {

  /// Runs one after the other and prints what came out, the goals last.
  ///
  /// @param chosen by their names
  /// @return the names of those that failed; each has a goal that is missed
  /// @throws IOException if the goals cannot be written
  List<String> run(Map<String, Benchmark> chosen) throws IOException {
    List<Report> reports = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (Map.Entry<String, Benchmark> each : chosen.entrySet()) {
      String name = each.getKey();
      Workplace workplace = Workplace.open(root, name);
      try {
        Report report = each.getValue().run(workplace);
        report.write(results, root, command);
        report.recordGoals(results, root);
        System.out.println(report.text());
        workplace.close();
        reports.add(report);
      } catch (Exception e) {
        // The others take an hour: they are run all the same.
        System.err.println(name + " failed; its logs are in " + workplace.folder());
        e.printStackTrace();
        Report missed = Report.ofFailed(name);
        missed.recordGoals(results, root);
        System.out.println(missed.text());
        reports.add(missed);
        failed.add(name);
      }
    }
    if (chosen.size() > 1) {
      System.out.println(Report.goalTable(reports, Path.of("")).text());
      reports.forEach(report -> report.goals().forEach(goal -> System.out.println(goal.line())));
    }
    return failed;
  }
}
