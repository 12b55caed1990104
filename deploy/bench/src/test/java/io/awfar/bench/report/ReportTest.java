package io.awfar.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.report.Goal.Bound;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {

  @TempDir Path folder;

  @Test
  void theGoalsAreTheLastLinesOfWhatIsPrinted() {
    Report report = report();

    assertThat(report.text().strip().lines().toList().getLast())
        .isEqualTo("goal a.goal measured 7x target >=5x met");
  }

  @Test
  void theMarkdownNamesItsCommandItsPictureAndItsGoals() throws Exception {
    report().write(folder);

    assertThat(Files.readString(folder.resolve("sample.md")))
        .contains("`deploy/bench/run sample`")
        .contains("(sample.svg)")
        .contains("| ours | 1.00 |")
        .contains("| a.goal |       7x |   >=5x | met |");
  }

  @Test
  void thePictureIsWellFormedWhateverTheLabels() throws Exception {
    report().write(folder);

    var picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(new StringReader(Files.readString(folder.resolve("sample.svg")))));
    assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(3);
    assertThat(picture.getDocumentElement().getTextContent()).contains("<theirs> & more");
  }

  private static Report report() {
    Report report = new Report("sample", "deploy/bench/run sample");
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
