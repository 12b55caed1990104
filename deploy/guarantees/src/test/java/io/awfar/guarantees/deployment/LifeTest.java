package io.awfar.guarantees.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifeTest {

  private static final long START = -5;
  private static final long START_END = START + Life.START_TIME_MAX.toNanos();

  private final Life life = new Life(START);

  @Test
  void whatIsStillStartingIsLeftAlone() {
    assertThat(life.mustEnd(Liveness.NOT_ALIVE, START)).isFalse();
    assertThat(life.mustEnd(Liveness.NOT_ALIVE, START_END)).isFalse();
  }

  @Test
  void aStartThatTakesTooLongIsEnded() {
    assertThat(life.mustEnd(Liveness.NOT_ALIVE, START_END + 1)).isTrue();
  }

  @Test
  void whatWasAliveAndIsNotAnyMoreIsEndedAtOnce() {
    assertThat(life.mustEnd(Liveness.ALIVE, START)).isFalse();
    assertThat(life.mustEnd(Liveness.NOT_ALIVE, START + 1)).isTrue();
  }

  @Test
  void whatDoesNotAnswerIsNeverEndedForThat() {
    assertThat(life.mustEnd(Liveness.ALIVE, START)).isFalse();
    assertThat(life.mustEnd(Liveness.SILENT, START_END + 1)).isFalse();
  }
}
