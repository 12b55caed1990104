package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));

  @RepeatedTest(20)
  void waitsDoubleUpToTheMaximumAndAreNeverBelowHalf() {
    assertThat(backoff.delay(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(backoff.delay(3)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(backoff.delay(10)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    assertThat(backoff.delay(1_000_000)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }
}
