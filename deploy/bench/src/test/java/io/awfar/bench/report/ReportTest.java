package io.awfar.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.report.Goal.Bound;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {

  private static final Command COMMAND =
      new Command(List.of("all", "--quick", "--sample.events", "5"));

  private static final String MEASURED_BY =
      "Measured by `deploy/bench/run all --quick --sample.events 5` at no commit on ";

  @TempDir Path folder;

  @Test
  void theGoalsAreTheLastLinesOfWhatIsPrinted() {
    Report report = report();

    assertThat(report.text().strip().lines().toList().getLast())
        .isEqualTo("goal a.goal measured 7x target >=5x met");
  }

  @Test
  void resultsNameTheCommandWithItsOptionsAndTheMachine() throws Exception {
    report().write(folder, folder, COMMAND);

    assertThat(folder.resolve("sample.md")).content().contains(MEASURED_BY);
  }

  @Test
  void aCommandCanBeTypedAgain() {
    assertThat(new Command(List.of("jmh", "--include", "io.awfar.*", "--seconds", "1")))
        .hasToString("deploy/bench/run jmh --include 'io.awfar.*' --seconds 1");
  }

  @Test
  void theMarkdownNamesItsPictureAndItsGoals() throws Exception {
    report().write(folder, folder, COMMAND);

    assertThat(Files.readString(folder.resolve("sample.md")))
        .contains("(sample.svg)")
        .contains("| ours | 1.00 |")
        .contains("| a.goal |       7x |   >=5x | met |");
  }

  @Test
  void aMissedGoalLinksTheSectionThatSaysWhyFromWhereverTheTableIs() throws Exception {
    Path results = folder.resolve("deploy").resolve("results");
    Report report = report();
    report.add(new Goal("a.missed", 4, Bound.AT_LEAST, 5, "x"));
    String row = "| a.missed |       4x |   >=5x | missed | [sample-service](%s) |";

    report.write(results, folder, COMMAND);
    report.recordGoals(results, folder);

    String link = "../../sample-service/README.md#speed";
    assertThat(results.resolve("sample.md")).content().contains(row.formatted(link));
    assertThat(results.resolve("goals.md"))
        .content()
        .contains(row.formatted(link) + " " + LocalDate.now(ZoneOffset.UTC) + ", no commit |");
    assertThat(Report.goalTable(List.of(report), Path.of("")).text())
        .contains(row.formatted("sample-service/README.md#speed"));
  }

  @Test
  void thePictureIsWellFormedWhateverTheLabels() throws Exception {
    report().write(folder, folder, COMMAND);

    var picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(new StringReader(Files.readString(folder.resolve("sample.svg")))));
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(3);
    assertThat(picture.getDocumentElement().getTextContent()).contains("<theirs> & more");
  }

  private static Report report() {
    Report report = new Report("sample", "sample-service/README.md#speed");
    Table table = new Table("A table", "who", "CPU");
    table.add("ours", "1.00");
    report.add(table);
    BarChart chart = new BarChart("A chart", "s");
    chart.add("ours", 1, true);
    chart.add("<theirs> & more", 7, false);
    report.add(chart);
    report.add(new Goal("a.goal", 7, Bound.AT_LEAST, 5, "x"));
    return report;
  }
}
