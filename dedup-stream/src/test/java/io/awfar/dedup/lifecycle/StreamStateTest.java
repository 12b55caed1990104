package io.awfar.dedup.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class StreamStateTest {

  private Instant now = Instant.parse("2026-11-05T09:00:00Z");
  private final InstantSource time = () -> now;
  private final StreamState state =
      new StreamState(
          Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(30), clock(time));

  @Test
  void itIsReadyWhileTheStreamRuns() {
    assertThat(status()).isEqualTo(Status.DOWN);
    state.changed(State.REBALANCING, State.CREATED);
    assertThat(status()).isEqualTo(Status.DOWN);
    state.changed(State.RUNNING, State.REBALANCING);
    assertThat(status()).isEqualTo(Status.UP);
  }

  @Test
  void aShortRebalanceKeepsItReadyAndALongOneDoesNot() {
    state.changed(State.RUNNING, State.REBALANCING);
    state.changed(State.REBALANCING, State.RUNNING);
    assertThat(status()).isEqualTo(Status.UP);
    now = now.plusSeconds(31);
    assertThat(status()).isEqualTo(Status.DOWN);
  }

  @Test
  void itIsNotReadyWhileThreadsFailAndAgainAfterAQuietSpell() {
    state.changed(State.RUNNING, State.REBALANCING);
    state.backoff().afterFailure();
    assertThat(status()).isEqualTo(Status.DOWN);
    now = now.plusSeconds(25);
    assertThat(status()).isEqualTo(Status.UP);
  }

  @Test
  void itIsNotReadyWhileItWaitsForMemory() {
    state.changed(State.RUNNING, State.REBALANCING);
    state.waits(true);
    assertThat(status()).isEqualTo(Status.DOWN);
    state.waits(false);
    assertThat(status()).isEqualTo(Status.UP);
  }

  @Test
  void theWaitDoublesUpToItsBoundAndStartsAnewAfterAQuietSpell() {
    Backoff backoff = state.backoff();
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(1));
    for (int i = 0; i < 5; i++) {
      backoff.afterFailure();
    }
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofSeconds(8));
    now = now.plusSeconds(25);
    assertThat(backoff.afterFailure()).isEqualTo(Duration.ofMillis(500));
  }

  private Status status() {
    return state.health().getStatus();
  }

  private static Clock clock(InstantSource time) {
    return time.withZone(ZoneOffset.UTC);
  }
}
