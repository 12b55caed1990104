package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// When a number is paused, with a pause of five minutes.
class NumberPausesTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00.5Z");

  /// As WhatsApp tells it.
  private static final Instant SECOND = NOW.truncatedTo(ChronoUnit.SECONDS);

  private static final UUID OWNER = new UUID(0, 1);
  private static final SendingChannel CHANNEL =
      new SendingChannel("c", OWNER, URI.create("http://x"), "t", 80, true, 1);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PausedNumbers shown = new PausedNumbers(meters);
  private final NumberPauses pauses =
      new NumberPauses(Settings.defaults(), shown, Clock.fixed(NOW, ZoneOffset.UTC));
  private final NumberLine number = new NumberLine("c", System.nanoTime());
  private final long before = System.nanoTime() - 1;

  private void told(Instant occurredAt) {
    pauses.told(number, CHANNEL, new AccountError(OWNER, "c", 131031, occurredAt));
  }

  private Duration left() {
    return Duration.ofNanos(number.pause().waitNanos(System.nanoTime()));
  }

  private static long after() {
    return System.nanoTime() + 1;
  }

  @Test
  void aStatusThatFailsWithAnErrorOfTheAccountPausesTheNumberAsARefusalDoes() {
    told(SECOND);

    assertThat(number.pause().isPaused()).isTrue();
    assertThat(shown.health().getDetails()).containsEntry("pausedNumbers", Map.of("c", 131031));
    assertThat(meters.get("awfar.ingest.send.numbers.paused").gauge().value()).isEqualTo(1);
    assertThat(number.pause().allows(after(), 1)).isFalse();
    assertThat(number.pause().allows(after() + Duration.ofMinutes(5).toNanos(), 1)).isTrue();
    assertThat(number.pause().allows(after(), 2)).isTrue();
  }

  @Test
  void whatIsToldLatePausesForWhatIsLeftAndWhatIsOlderThanAPauseForNothing() {
    told(SECOND.minus(Duration.ofMinutes(5)));
    assertThat(number.pause().isPaused()).isFalse();

    told(SECOND.minus(Duration.ofMinutes(4)));
    assertThat(left()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
  }

  @Test
  void manyFailuresAreOnePauseThatNoneOfThemMakesShorter() {
    told(SECOND);
    for (int i = 0; i < 1000; i++) {
      told(SECOND.minusSeconds(i));
    }

    assertThat(left()).isGreaterThan(Duration.ofMinutes(4));
    assertThat(meters.get("awfar.ingest.send.numbers.paused").gauge().value()).isEqualTo(1);
  }

  @Test
  void callsThatWereUnderWayWhenAStatusPausedTheNumberDoNotEndThePause() {
    told(SECOND);

    pauses.works(number, before);

    assertThat(number.pause().isPaused()).isTrue();
  }

  @Test
  void aSendThatIsAcceptedAfterwardsEndsThePauseAndTheOthersWaitForItsStatus() {
    told(SECOND);

    pauses.works(number, after());

    assertThat(number.pause().isPaused()).isFalse();
    assertThat(number.isHeld(System.nanoTime())).isTrue();
    assertThat(shown.health().getDetails()).containsEntry("pausedNumbers", Map.of());
  }

  @Test
  void whatFailedBeforeTheNumberWorkedAgainPausesNothingHoweverLateItIsTold() {
    told(SECOND.minusSeconds(10));
    pauses.works(number, after());

    told(SECOND.minusSeconds(1));
    assertThat(number.pause().isPaused()).isFalse();

    told(SECOND);
    assertThat(number.pause().isPaused()).isTrue();
  }

  @Test
  void afterARefusalAnyCallThatIsAcceptedEndsThePauseAtOnce() {
    pauses.refused(number, CHANNEL, 190);

    pauses.works(number, before);

    assertThat(number.pause().isPaused()).isFalse();
    assertThat(number.isHeld(System.nanoTime())).isFalse();
  }

  @Test
  void aNumberThatNothingWaitsForIsShownForItsTimeIfAStatusToldOfItAndElseNoLonger() {
    told(SECOND);
    pauses.lookIfAnythingWaits(number);
    assertThat(number.pause().isPaused()).isTrue();

    pauses.refused(number, CHANNEL, 190);
    pauses.lookIfAnythingWaits(number);
    assertThat(number.pause().isPaused()).isFalse();
  }
}
