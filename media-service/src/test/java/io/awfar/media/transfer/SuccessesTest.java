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

  private final UUID message = UUID.randomUUID();
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Successes successes = new Successes(clock);

  @Test
  void aFaultIsTheFilesOwnIfOthersPassedSinceItBegan() {
    successes.failed(message);
    later();
    successes.passed(Step.DOWNLOAD);
    later();
    successes.failed(message);

    assertThat(successes.othersPassed(Step.DOWNLOAD, message)).isTrue();
  }

  @Test
  void successesBeforeTheFaultSayNothing() {
    successes.passed(Step.DOWNLOAD);
    later();
    successes.failed(message);

    assertThat(successes.othersPassed(Step.DOWNLOAD, message)).isFalse();
  }

  @Test
  void lookUpsSayNothingAboutDownloads() {
    successes.failed(message);
    later();
    successes.passed(Step.LOOKUP);

    assertThat(successes.othersPassed(Step.DOWNLOAD, message)).isFalse();
  }

  private void later() {
    now = now.plusSeconds(1);
  }
}
