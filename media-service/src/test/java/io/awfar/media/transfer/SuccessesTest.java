package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.download.Step;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuccessesTest {

  private static final String OWN = "1";
  private static final String OTHER = "2";

  private final UUID message = UUID.randomUUID();
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Successes successes = new Successes(clock);

  @Test
  void aFaultIsTheFilesOwnIfOthersPassedSinceItBegan() {
    successes.failed(message, OWN);
    later();
    successes.passed(Step.DOWNLOAD, OWN);
    later();
    successes.failed(message, OWN);

    assertThat(successes.othersPassed(Step.DOWNLOAD, message, OWN)).isTrue();
  }

  @Test
  void successesBeforeTheFaultSayNothing() {
    successes.passed(Step.DOWNLOAD, OWN);
    later();
    successes.failed(message, OWN);

    assertThat(successes.othersPassed(Step.DOWNLOAD, message, OWN)).isFalse();
  }

  @Test
  void lookUpsOfTheSameNumberSayNothingAboutDownloads() {
    successes.failed(message, OWN);
    later();
    successes.passed(Step.LOOKUP, OWN);

    assertThat(successes.othersPassed(Step.DOWNLOAD, message, OWN)).isFalse();
  }

  @Test
  void anySuccessOfAnotherNumberSaysThatTheFaultIsTheNumbersOwn() {
    successes.failed(message, OWN);
    later();
    successes.passed(Step.DOWNLOAD, OTHER);

    assertThat(successes.othersPassed(Step.LOOKUP, message, OWN)).isTrue();
  }

  @Test
  void aNumberThatFailsWhileOthersPassNeedsNoNewEvidenceForItsNextFile() {
    UUID next = UUID.randomUUID();
    successes.failed(message, OWN);
    later();
    successes.passed(Step.DOWNLOAD, OTHER);
    later();
    successes.failed(next, OWN);
    assertThat(successes.othersPassed(Step.LOOKUP, next, OWN)).isTrue();

    successes.passed(Step.LOOKUP, OWN);
    successes.failed(next, OWN);
    assertThat(successes.othersPassed(Step.DOWNLOAD, next, OWN)).isFalse();
  }

  @Test
  void aSuccessOfItsOwnDoesNotHideThatOfAnother() {
    successes.failed(message, OWN);
    later();
    successes.passed(Step.LOOKUP, OTHER);
    successes.passed(Step.LOOKUP, "3");
    successes.passed(Step.LOOKUP, "3");

    assertThat(successes.othersPassed(Step.DOWNLOAD, message, OWN)).isTrue();
    assertThat(successes.othersPassed(Step.DOWNLOAD, UUID.randomUUID(), "3")).isFalse();
  }

  @Test
  void howLongAFileFailsCountsFromItsFirstFault() {
    successes.failed(message, OWN);
    later();
    successes.failed(message, OWN);

    assertThat(successes.failingFor(message)).hasSeconds(1);
    successes.forget(message);
    assertThat(successes.failingFor(message)).isZero();
  }

  private void later() {
    now = now.plusSeconds(1);
  }
}
