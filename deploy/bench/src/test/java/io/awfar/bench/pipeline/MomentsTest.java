package io.awfar.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class MomentsTest {

  private final Moments answered = new Moments(7, 2);
  private final Moments seen = new Moments(7, 2);

  @Test
  void aDelayIsFromTheOneToTheOtherAndNeverBelowNothing() {
    answered.at(7, 1_000);
    answered.at(8, 2_000);
    seen.at(7, 4_500);
    seen.at(8, 1_500);

    assertThat(seen.millisAfter(answered)).containsExactly(3.5, 0);
  }

  @Test
  void whatDidNotComeIsNoDelay() {
    answered.at(7, 1_000);
    answered.at(8, 2_000);
    seen.at(7, 4_500);

    assertThatIllegalStateException().isThrownBy(() -> seen.millisAfter(answered));
  }

  @Test
  void theFirstTimeCountsAndOthersArePassedOver() {
    assertThat(seen.at(7, 1_000)).isTrue();
    assertThat(seen.at(7, 2_000)).isFalse();
    assertThat(seen.at(6, 1_000)).isFalse();
    assertThat(seen.at(9, 1_000)).isFalse();
  }
}
