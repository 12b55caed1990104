package io.awfar.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusiestSpansTest {

  private static final long MILLI = 1_000_000L;

  private final BusiestSpans seconds = new BusiestSpans(Duration.ofSeconds(1));

  @Test
  void aSpanMayBeginAtAnyTime() {
    for (long at : new long[] {0, 900, 950, 1000, 1899, 1900}) {
      seconds.add("a", at * MILLI);
    }
    seconds.add("b", 0);

    assertThat(seconds.of("a")).isEqualTo(4);
    assertThat(seconds.of("b")).isOne();
    assertThat(seconds.of("c")).isZero();
  }
}
