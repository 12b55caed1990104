package io.awfar.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.report.Goal;
import io.awfar.bench.setup.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DedupReportTest {

  private final Runs runs = new Runs();

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

  private Goal exactness() {
    DedupSettings settings = DedupSettings.of(Options.parse(List.of()));
    Input input = new Input("", 600, Instant.EPOCH, Duration.ofMillis(120));
    return DedupReport.of(settings, input, runs, Map.of()).goals().stream()
        .filter(goal -> goal.name().equals("dedup.exact-runs-without-crashes"))
        .findFirst()
        .orElseThrow();
  }

  private static Run run(String contender, boolean exact) {
    return new Run(contender, 1, 1, 1, 1, 1, 1, 1, 1, exact);
  }
}
