package io.awfar.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DelaysTest {

  @Test
  void percentilesAreThoseOfAllRoundsTogether() {
    Delays delays = Delays.of(List.of(new double[] {4, 900, 2}, new double[] {3, 1}));

    assertThat(delays.millis(50)).isEqualTo(3);
    assertThat(delays.millis(80)).isEqualTo(4);
    assertThat(delays.millis(100)).isEqualTo(900);
  }

  @Test
  void runsArePooledAndNotAveraged() {
    Delays quiet = Delays.of(List.of(new double[] {1, 1, 1, 1, 1}));
    Delays disturbed = Delays.of(List.of(new double[] {1, 1, 1, 9, 9}));

    assertThat(Delays.together(List.of(quiet, disturbed)).millis(90)).isEqualTo(9);
  }

  @Test
  void withoutRoundsNothingWasMeasured() {
    assertThat(Delays.of(List.of()).millis(50)).isNaN();
  }
}
