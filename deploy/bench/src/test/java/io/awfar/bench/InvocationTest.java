package io.awfar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.report.Command;
import io.awfar.bench.report.Goal;
import io.awfar.bench.report.Goal.Bound;
import io.awfar.bench.report.Report;
import io.awfar.bench.setup.Benchmark;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationTest {

  @TempDir Path folder;

  @Test
  void theGoalsOfABenchmarkThatFailsAreMissedAndTheOthersAreRunAllTheSame() throws Exception {
    Map<String, Benchmark> chosen = new LinkedHashMap<>();
    chosen.put(
        "broken",
        _ -> {
          throw new IllegalStateException("No space left");
        });
    chosen.put(
        "sound",
        _ -> {
          Report report = new Report("sound", "sound-service/README.md#speed");
          report.add(new Goal("sound.share", 7, Bound.AT_LEAST, 5, "x"));
          return report;
        });
    Path results = folder.resolve("results");

    List<String> failed = new Invocation(folder, results, new Command(List.of("all"))).run(chosen);

    assertThat(failed).containsExactly("broken");
    assertThat(results.resolve("goals.md"))
        .content()
        .contains("| broken      |  nothing |   done | missed | it failed | ")
        .contains("| sound.share |       7x |   >=5x |    met |           | ");
  }
}
