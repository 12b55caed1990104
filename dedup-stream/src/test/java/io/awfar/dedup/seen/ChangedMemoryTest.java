package io.awfar.dedup.seen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A restart with another memory than the changelog was written with.
class ChangedMemoryTest {

  private static final Instant START = Instant.parse("2026-03-01T10:17:31.123Z");

  private final SeenMemory seenMemory = new SeenMemory(1 << 30);
  private final List<KeyValue<byte[], byte[]>> changelog = new ArrayList<>();
  private SeenEventsDriver driver = new SeenEventsDriver(seenMemory, Duration.ofDays(8));

  @AfterEach
  void close() {
    driver.close();
  }

  @ParameterizedTest
  @CsvSource({
    "P8D, P8D",
    "P8D, P7D",
    "P7D, P8D",
    "P8D, P16D",
    "P16D, P8D",
    "PT1H, P60D",
    "P60D, PT1H"
  })
  void anEventIsKnownForTheNewMemoryAndAtMostAnEighthLonger(Duration before, Duration after) {
    // All over a generation of either.
    for (int part = 0; part < 10; part++) {
      startEmpty(before);
      Instant first = START.plus(before.multipliedBy(part).dividedBy(79));
      assertThat(driver.firstSeen("event", first)).isTrue();
      restart(after);
      assertThat(driver.firstSeen("event", first)).isFalse();
      assertThat(driver.firstSeen("event", first.plus(after))).isFalse();
      assertThat(driver.firstSeen("event", first.plus(after.multipliedBy(9).dividedBy(8))))
          .isTrue();
    }
  }

  @Test
  void withAShorterMemoryTheOlderIsForgotten() {
    assertThat(driver.firstSeen("older", START)).isTrue();
    assertThat(driver.firstSeen("newer", START.plus(Duration.ofDays(6)))).isTrue();
    restart(Duration.ofDays(2));
    assertThat(driver.firstSeen("newer", START.plus(Duration.ofDays(6)))).isFalse();
    assertThat(driver.firstSeen("older", START.plus(Duration.ofDays(6)))).isTrue();
  }

  @Test
  void withTheMemorySetBackWhatWasForgottenIsKnownAgain() {
    assertThat(driver.firstSeen("older", START)).isTrue();
    assertThat(driver.firstSeen("newer", START.plus(Duration.ofDays(6)))).isTrue();
    restart(Duration.ofHours(1));
    restart(Duration.ofDays(8));
    assertThat(driver.firstSeen("older", START.plus(Duration.ofDays(7)))).isFalse();
  }

  @Test
  void withALongerMemoryAnEventThatWasForgottenAndCameAgainIsKnownFromThenOn() {
    startEmpty(Duration.ofDays(1));
    assertThat(driver.firstSeen("event", START)).isTrue();
    Instant again = START.plus(Duration.ofHours(36));
    assertThat(driver.firstSeen("event", again)).isTrue();
    restart(Duration.ofDays(2));
    assertThat(driver.firstSeen("event", again.plus(Duration.ofDays(2)))).isFalse();
  }

  private void startEmpty(Duration memory) {
    changelog.clear();
    driver.close();
    driver = new SeenEventsDriver(seenMemory, memory);
  }

  private void restart(Duration memory) {
    changelog.addAll(driver.changelog());
    driver.close();
    driver = new SeenEventsDriver(seenMemory, memory);
    driver.restore(changelog);
  }
}
