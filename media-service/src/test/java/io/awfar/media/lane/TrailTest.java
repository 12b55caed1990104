package io.awfar.media.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class TrailTest {

  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  @Test
  void theFirstFaultStaysAndTheLastReasonCounts() {
    Trail trail =
        Trail.NONE.fault(NOW, "missing").moved("slow").fault(NOW.plusSeconds(9), "timed-out");

    assertThat(trail).isEqualTo(new Trail(2, NOW, "timed-out"));
  }

  @Test
  void whatIsWrittenIsRead() {
    RecordHeaders headers = new RecordHeaders();
    Trail trail = new Trail(3, NOW, "hash-mismatch");

    trail.write(headers);

    assertThat(Trail.of(headers)).isEqualTo(trail);
  }

  @Test
  void nonsenseCountsAsNotSaid() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Trail.FAULTS, new byte[] {'x'}).add(Trail.SINCE, new byte[] {'x'});

    assertThat(Trail.of(headers)).isEqualTo(Trail.NONE);
    assertThat(Trail.of(new RecordHeaders())).isEqualTo(Trail.NONE);
  }
}
