package io.awfar.bench.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.bench.process.Measured;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GrowthReportTest {

  private static final int MEGABYTE = 1 << 20;
  private static final List<Measured> EXPIRY =
      List.of(measured(1, 300), measured(1, 310), measured(1, 321));

  @Test
  void theProcessesMemoryIsToldAtEachSizeAndUnderExpiry() {
    Map<Integer, Measured> growth =
        new TreeMap<>(Map.of(1, measured(3.5, 512), 51, measured(53.5, 1_912)));

    String text = GrowthReport.of(growth, EXPIRY, 1_000_000).text();

    assertThat(text)
        .contains("RSS MB | RSS bytes/event |")
        .containsPattern("records so far \\| +rec/s \\| CPU s/M \\|")
        .containsPattern("1M .*\\| +512 \\| +- \\|")
        .containsPattern("51M .*\\| +1,912 \\| +29.36 \\|")
        .containsPattern("3,000,000 .*\\| +321 \\|");
  }

  @Test
  void theBytesOfAnEventAreThoseOfAllThatAreRememberedWhenTheStoreIsLookedAt() {
    Map<Integer, Measured> growth = new TreeMap<>(Map.of(50, measured(52.5, 1_912)));

    String text = GrowthReport.of(growth, EXPIRY, 1_000_000).text();

    assertThat(text)
        .containsPattern("50M .*\\| +52,500,000 \\| +1,252 \\| +25.00 \\|")
        .contains("dedup-growth.memory-per-event-at-50M measured 25B");
  }

  private static Measured measured(double millionsRemembered, int residentMegabytes) {
    return new Measured(
        Map.of(
            "rate", 1.0,
            "cpu", 1.0,
            "remembered", millionsRemembered * 1_000_000,
            "storeBytes", millionsRemembered * 25_000_000,
            "residentBytes", (double) residentMegabytes * MEGABYTE));
  }
}
