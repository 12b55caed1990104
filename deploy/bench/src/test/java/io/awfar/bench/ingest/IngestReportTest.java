package io.awfar.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.load.LoadResults;
import io.awfar.bench.report.Goal;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestReportTest {

  @Test
  void anAnswerOtherThan200MissesTheGoals() {
    assertThat(goals(0)).hasSize(2).allMatch(Goal::met);
    assertThat(goals(1)).hasSize(2).noneMatch(Goal::met);
  }

  private static List<Goal> goals(int refused) {
    List<Run> runs =
        List.of(run(IngestBenchmark.BARE_NETTY, 0), run(IngestBenchmark.AWFAR, refused));
    return IngestReport.of(runs, 256).goals();
  }

  private static Run run(String contender, int refused) {
    return new Run(
        contender,
        LoadResults.of(6, 100, refused),
        LoadResults.of(5, 100, 0),
        List.of(1.0, 2.0, 3.0, 4.0, 5.0));
  }
}
