package io.awfar.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerTest {

  @Test
  void percentilesAreWithinThreePercent() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int micros = 1; micros <= 1_000_000; micros++) {
      histogram.record(micros * 1000L);
    }
    Latency latency = histogram.latency();
    assertThat(latency.count()).isEqualTo(1_000_000);
    assertThat(millis(latency.p50())).isCloseTo(500, within(15.0));
    assertThat(millis(latency.p90())).isCloseTo(900, within(27.0));
    assertThat(millis(latency.p99())).isCloseTo(990, within(30.0));
    assertThat(millis(latency.p999())).isCloseTo(999, within(30.0));
    assertThat(latency.max()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anEmptyOrExtremeHistogramStillAnswers() {
    LatencyHistogram histogram = new LatencyHistogram();
    assertThat(histogram.latency().p99()).isZero();
    histogram.record(0);
    histogram.record(-5);
    histogram.record(Duration.ofDays(3).toNanos());
    assertThat(histogram.latency().max()).isEqualTo(Duration.ofDays(3));
    assertThat(histogram.latency().p50()).isZero();
  }

  @Test
  void anOrdinalIsNewOnce() {
    OrdinalSet set = new OrdinalSet();
    for (long ordinal : new long[] {0, 63, 64, 65_535, 65_536, 1L << 47}) {
      assertThat(set.add(ordinal)).isTrue();
      assertThat(set.add(ordinal)).isFalse();
    }
    assertThat(set.add(1)).isTrue();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
