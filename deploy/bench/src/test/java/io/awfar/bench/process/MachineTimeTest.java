package io.awfar.bench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MachineTimeTest {

  @Test
  void timeThatIsWaitedForADiskIsIdleAndThatOfGuestsCountsOnce() {
    MachineTime then = MachineTime.parse("cpu  1000 0 500 2000 100 0 0 0 400 0");
    MachineTime now = MachineTime.parse("cpu  1300 0 600 2150 150 0 0 0 600 0");

    assertThat(now.idleSince(then)).isCloseTo(200.0 / 600, within(1e-9));
  }
}
