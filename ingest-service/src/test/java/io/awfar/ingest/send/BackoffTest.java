package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration CHAT_DELAY = Settings.defaults().chatDelay();

  @RepeatedTest(100)
  void waitsDoubleUpToTheLongestAndAreNeverShorterThanAsked() {
    Backoff backoff = Backoff.around(SECOND, SECOND.multipliedBy(8));

    assertThat(backoff.after(1, null)).isBetween(SECOND.dividedBy(2), SECOND);
    assertThat(backoff.after(3, null)).isBetween(SECOND.multipliedBy(2), SECOND.multipliedBy(4));
    assertThat(backoff.after(1000, null)).isBetween(SECOND.multipliedBy(4), SECOND.multipliedBy(8));
    assertThat(backoff.after(1, Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(3));
    assertThat(backoff.after(1, SECOND)).isEqualTo(SECOND);
    assertThat(backoff.after(4, SECOND)).isGreaterThanOrEqualTo(SECOND.multipliedBy(4));
  }

  @RepeatedTest(100)
  void aChatNeverWaitsForLessThanItsDelay() {
    Backoff backoff = Backoff.from(CHAT_DELAY, Duration.ofMinutes(1));

    assertThat(backoff.after(1, null))
        .isBetween(CHAT_DELAY, CHAT_DELAY.multipliedBy(3).dividedBy(2));
    assertThat(backoff.after(2, null))
        .isBetween(CHAT_DELAY.multipliedBy(2), CHAT_DELAY.multipliedBy(3));
    assertThat(backoff.after(1000, null)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(90));
    assertThat(backoff.after(1, SECOND)).isGreaterThanOrEqualTo(CHAT_DELAY);
  }

  @Test
  void aFirstWaitThatIsLongerThanTheLongestIsKept() {
    assertThat(Backoff.from(Duration.ofMinutes(2), SECOND).after(1, null))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(2));
  }
}
