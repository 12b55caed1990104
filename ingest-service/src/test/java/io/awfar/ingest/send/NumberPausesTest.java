package io.awfar.ingest.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.call.Answered;
import io.awfar.ingest.call.CallResult;
import io.awfar.ingest.call.GraphError;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// When a number is paused, with a pause of five minutes.
class NumberPausesTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00.5Z");

  /// As WhatsApp tells it.
  private static final Instant SECOND = NOW.truncatedTo(ChronoUnit.SECONDS);

  private static final UUID OWNER = new UUID(0, 1);
  private static final SendingChannel CHANNEL =
      new SendingChannel("c", OWNER, URI.create("http://x"), "t", 80, true, 1);

  private static final CallResult ACCEPTED = new CallResult.Accepted("wamid.A", Answered.NOBODY);

  /// What WhatsApp answers to a read mark, and to a message that it will not send.
  private static final List<CallResult> NO_MESSAGE =
      List.of(
          new CallResult.Marked(),
          new CallResult.Refused(400, new GraphError(131026, null, null, null), null));

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

  private void awaitItsEnd() {
    while (left().isPositive()) {
      Thread.onSpinWait();
    }
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

    pauses.works(number, ACCEPTED, before);

    assertThat(number.pause().isPaused()).isTrue();
  }

  @Test
  void aSendThatIsAcceptedAfterwardsEndsThePauseAndTheOthersWaitForItsStatus() {
    told(SECOND);

    pauses.works(number, ACCEPTED, after());

    assertThat(number.pause().isUnproven()).isFalse();
    assertThat(number.isHeld(System.nanoTime())).isTrue();
    assertThat(shown.health().getDetails()).containsEntry("pausedNumbers", Map.of());
  }

  @ParameterizedTest
  @FieldSource("NO_MESSAGE")
  void neitherAReadMarkNorARefusalOfOneMessageEndsAPauseThatAStatusToldOf(CallResult result) {
    told(SECOND);

    pauses.works(number, result, after());

    assertThat(number.pause().isPaused()).isTrue();
    assertThat(number.isHeld(System.nanoTime())).isFalse();
    assertThat(shown.health().getDetails()).containsEntry("pausedNumbers", Map.of("c", 131031));
  }

  @Test
  void whatFailedBeforeTheNumberWorkedAgainPausesNothingHoweverLateItIsTold() {
    told(SECOND.minusSeconds(10));
    pauses.works(number, ACCEPTED, after());

    told(SECOND.minusSeconds(6));
    assertThat(number.pause().isPaused()).isFalse();
  }

  @Test
  void whatFailsAfterwardsPausesTheNumberThoughWhatsAppsClockIsFiveSecondsBehind() {
    told(SECOND.minusSeconds(10));
    pauses.works(number, ACCEPTED, after());

    told(SECOND.minusSeconds(5));
    assertThat(number.pause().isPaused()).isTrue();
  }

  @Test
  void afterARefusalAnyCallThatIsAcceptedEndsThePauseAtOnce() {
    pauses.refused(number, CHANNEL, 190);

    pauses.works(number, ACCEPTED, before);

    assertThat(number.pause().isUnproven()).isFalse();
    assertThat(number.isHeld(System.nanoTime())).isFalse();
  }

  @ParameterizedTest
  @FieldSource("NO_MESSAGE")
  void afterARefusalAReadMarkOrARefusalOfOneMessageEndsThePauseAsWell(CallResult result) {
    pauses.refused(number, CHANNEL, 190);

    pauses.works(number, result, before);

    assertThat(number.pause().isUnproven()).isFalse();
  }

  @ParameterizedTest
  @FieldSource("NO_MESSAGE")
  void aRefusalDuringAPauseThatAStatusToldOfLeavesItToAnAcceptedMessageToEndIt(CallResult result) {
    told(SECOND);
    pauses.refused(number, CHANNEL, 190);

    pauses.works(number, result, after());
    assertThat(number.pause().isPaused()).isTrue();

    pauses.works(number, ACCEPTED, after());
    assertThat(number.pause().isUnproven()).isFalse();
  }

  @Test
  void aNumberThatNothingWaitsForIsShownForItsTimeIfAStatusToldOfIt() {
    told(SECOND);

    pauses.lookIfAnythingWaits(number);

    assertThat(number.pause().isPaused()).isTrue();
  }

  @Test
  void aNumberThatNothingWaitsForIsNotShownAfterARefusal() {
    pauses.refused(number, CHANNEL, 190);

    pauses.lookIfAnythingWaits(number);
    assertThat(number.pause().isPaused()).isFalse();
    assertThat(number.pause().isUnproven()).isFalse();
  }

  @Test
  void afterAPauseThatAStatusToldOfTheNextSendIsTriedAloneHoweverLateItComes() {
    told(NOW.minus(Duration.ofMinutes(5)).plusNanos(1));
    awaitItsEnd();
    pauses.lookIfAnythingWaits(number);

    assertThat(number.pause().isPaused()).isFalse();
    assertThat(shown.health().getDetails()).containsEntry("pausedNumbers", Map.of());
    assertThat(number.pause().allows(after(), 1)).isTrue();
    assertThat(number.pause().isUnproven()).isTrue();

    pauses.works(number, ACCEPTED, after());

    assertThat(number.pause().isUnproven()).isFalse();
    assertThat(number.isHeld(System.nanoTime())).isTrue();
  }

  @Test
  void whatIsToldAgainAfterAForgottenPauseIsNotEndedByACallThatWasUnderWay() {
    told(NOW.minus(Duration.ofMinutes(5)).plusNanos(1));
    awaitItsEnd();
    pauses.lookIfAnythingWaits(number);
    long called = System.nanoTime();
    told(SECOND);

    pauses.works(number, ACCEPTED, called);

    assertThat(number.pause().isPaused()).isTrue();
  }
}
