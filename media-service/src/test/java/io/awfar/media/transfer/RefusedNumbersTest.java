package io.awfar.media.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RefusedNumbersTest {

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final RefusedNumbers refused =
      new RefusedNumbers(channelId -> channelId.startsWith("shared"), clock);

  @Test
  void aNumberIsRefusedUntilAFileOfItPasses() {
    refused.refused("own");
    refused.refused("own");
    assertThat(refused.count()).isEqualTo(1);

    refused.passed("own");
    assertThat(refused.count()).isZero();
  }

  @Test
  void theTokenOfTheDeploymentIsRefusedWhereNobodysFilesPassWithIt() {
    refused.passed("shared-1");
    later();
    refused.refused("shared-1");
    later();
    refused.refused("shared-2");
    refused.passed("own");

    assertThat(refused.sharedSince()).contains(START.plusSeconds(1));
  }

  @Test
  void aNumberThatIsRefusedWhileOthersPassSaysNothingAboutTheTokenOfTheDeployment() {
    refused.refused("shared-1");
    refused.refused("own");
    later();
    refused.passed("shared-2");
    later();
    refused.refused("shared-1");

    assertThat(refused.sharedSince()).isEmpty();
    assertThat(refused.count()).isEqualTo(2);
  }

  private void later() {
    now = now.plusSeconds(1);
  }
}
