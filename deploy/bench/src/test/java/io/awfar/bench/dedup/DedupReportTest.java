package io.awfar.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DedupReportTest {

  private final Runs runs = new Runs();
  private final List<Restore> restores = new ArrayList<>();

  @Test
  void everyRunMustBeExact() {
    runs.add(run(Contenders.AWFAR, true));
    assertThat(exactness().met()).isTrue();

    runs.add(run(Contenders.AWFAR, false));
    assertThat(exactness().met()).isFalse();
  }

  @Test
  void exactnessOfAnAbsentAwfarIsAMiss() {
    runs.add(run(Contenders.CONFLUENT, true));

    assertThat(exactness().line()).contains("measured nothing").endsWith("missed");
  }

  @Test
  void theRestoreOfEachRoundIsListed() {
    restores.add(new Restore(Contenders.AWFAR, 1.25, 4, 1));
    restores.add(new Restore(Contenders.AWFAR, 3.75, 4, 1));

    assertThat(report().text()).contains("1.25").contains("3.75");
  }

  private Goal exactness() {
    return report().goals().stream()
        .filter(goal -> goal.name().equals("dedup.exact-runs-without-crashes"))
        .findFirst()
        .orElseThrow();
  }

  private Report report() {
    DedupSettings settings = DedupSettings.of(Options.parse(List.of()));
    Input input = new Input("", 600, Instant.EPOCH, Duration.ofMillis(120));
    return DedupReport.of(settings, input, runs, restores);
  }

  private static Run run(String contender, boolean exact) {
    return new Run(contender, 1, 1, 1, 1, 1, 1, 1, 1, exact);
  }
}
