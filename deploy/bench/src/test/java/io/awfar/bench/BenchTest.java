package io.awfar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.setup.Options;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {

  @Test
  void onlyARunWithoutOptionsWritesResults() {
    assertThat(folder()).isEqualTo("deploy/bench/results");
    assertThat(folder("--rounds", "1")).isEqualTo("deploy/bench/target/partial");
    assertThat(folder("--dedup.events", "200k")).isEqualTo("deploy/bench/target/partial");
    assertThat(folder("--quick")).isEqualTo("deploy/bench/target/quick");
    assertThat(folder("--quick", "--rounds", "1")).isEqualTo("deploy/bench/target/quick");
  }

  private static String folder(String... options) {
    return Bench.resultsFolder(Options.parse(List.of(options)));
  }
}
