package io.awfar.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.process.Measured;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GrowthReportTest {

  private static final int MEGABYTE = 1 << 20;

  @Test
  void theProcessesMemoryIsToldAtEachSizeAndUnderExpiry() {
    Map<Integer, Measured> growth = new TreeMap<>(Map.of(1, measured(512), 51, measured(1_912)));
    List<Measured> expiry = List.of(measured(300), measured(310), measured(321));

    String text = GrowthReport.of(growth, expiry, 1_000_000).text();

    assertThat(text)
        .contains("RSS MB | RSS bytes/event |")
        .containsPattern("1M .*\\| +512 \\| +- \\|")
        .containsPattern("51M .*\\| +1,912 \\| +29.36 \\|")
        .containsPattern("3,000,000 .*\\| +321 \\|");
  }

  private static Measured measured(int residentMegabytes) {
    return new Measured(
        Map.of(
            "rate", 1.0,
            "cpu", 1.0,
            "storeBytes", 1.0,
            "residentBytes", (double) residentMegabytes * MEGABYTE));
  }
}
