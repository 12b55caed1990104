package io.awfar.dedup.seen;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final Duration MEMORY = Duration.ofDays(8);

  /// The first instant of a generation, so that the tests can stand on its edge.
  private static final Instant EDGE = Instant.ofEpochSecond(Duration.ofDays(4).toSeconds() * 5200);

  private final SeenMemory seenMemory = new SeenMemory(1 << 30);
  private final SeenEventsDriver driver = new SeenEventsDriver(seenMemory, MEMORY);

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void anEventIsKnownForTheWholeMemoryWhereverInAGenerationItCame() {
    for (int hours = 0; hours < 24; hours += 5) {
      Instant first = EDGE.plus(Duration.ofDays(20L * hours)).plus(Duration.ofHours(hours));
      String event = "event " + hours;
      assertThat(firstSeen(event, first)).isTrue();
      assertThat(firstSeen(event, first.plus(Duration.ofHours(7 * 24 + 23)))).isFalse();
      assertThat(firstSeen(event, first.plus(MEMORY))).isFalse();
    }
  }

  @Test
  void anEventIsForgottenAfterTheMemoryAndAnEighthOfIt() {
    assertThat(firstSeen("event", EDGE)).isTrue();
    assertThat(firstSeen("event", EDGE.plus(Duration.ofDays(9)).minusMillis(1))).isFalse();
    assertThat(firstSeen("event", EDGE.plus(Duration.ofDays(9)))).isTrue();
  }

  @Test
  void aDuplicateDoesNotProlongTheMemory() {
    assertThat(firstSeen("event", EDGE)).isTrue();
    assertThat(firstSeen("event", EDGE.plus(Duration.ofDays(5)))).isFalse();
    assertThat(firstSeen("event", EDGE.plus(Duration.ofDays(9)))).isTrue();
  }

  @Test
  void clocksThatDisagreeDoNotLetADuplicateThrough() {
    assertThat(firstSeen("event", EDGE.plusMillis(40))).isTrue();
    assertThat(firstSeen("event", EDGE.minusMillis(40))).isFalse();
    assertThat(firstSeen("event", EDGE.minus(Duration.ofDays(4)))).isFalse();
  }

  @Test
  void whatComesLateIsRememberedFromWhenItCame() {
    assertThat(firstSeen("head", EDGE.plus(Duration.ofDays(15)))).isTrue();
    assertThat(firstSeen("late", EDGE)).isTrue();
    assertThat(firstSeen("late", EDGE.plus(Duration.ofDays(1)))).isFalse();
    assertThat(firstSeen("late", EDGE.plus(Duration.ofDays(23)))).isFalse();
    assertThat(firstSeen("late", EDGE.plus(Duration.ofDays(24)))).isTrue();
  }

  @Test
  void whatIsForgottenTakesNoMemory() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(firstSeen("old " + i, EDGE)).isTrue();
    }
    long bytesOfOld = seenMemory.bytes();
    for (int i = 0; i < 5_000; i++) {
      assertThat(firstSeen("new " + i, EDGE.plus(Duration.ofDays(9)))).isTrue();
    }
    assertThat(seenMemory.events()).isEqualTo(5_000);
    assertThat(seenMemory.bytes()).isLessThanOrEqualTo(bytesOfOld * 11 / 10);
  }

  @Test
  void whatIsForgottenForItsAgeIsCountedAndWhatGoesWithItsPartitionIsNot() {
    var meters = new SimpleMeterRegistry();
    new SeenMetrics(seenMemory).bindTo(meters);
    FunctionCounter forgotten = meters.get("awfar.dedup.seen.forgotten").functionCounter();
    try (SeenEventsDriver partition = new SeenEventsDriver(seenMemory, MEMORY)) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(partition.firstSeen("old " + i, EDGE)).isTrue();
      }
      assertThat(forgotten.count()).isZero();
      // So many that each table is used.
      for (int i = 0; i < 5_000; i++) {
        assertThat(partition.firstSeen("new " + i, EDGE.plus(Duration.ofDays(9)))).isTrue();
      }
      assertThat(forgotten.count()).isEqualTo(1_000);
    }
    assertThat(seenMemory.events()).isZero();
    assertThat(forgotten.count()).isEqualTo(1_000);
  }

  @Test
  void thirtyDaysOfShuffledTrafficLetNoDuplicateThroughWithinTheMemory() {
    Random random = new Random(7);
    Map<String, Instant> firsts = new HashMap<>();
    List<String> known = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      // 30 days, each event up to an hour before or after its turn.
      Instant at = EDGE.plusSeconds(i * 130L + random.nextInt(7200) - 3600);
      boolean repeat = !known.isEmpty() && random.nextInt(4) == 0;
      String event = repeat ? known.get(random.nextInt(known.size())) : "event " + i;
      Instant first = firsts.get(event);
      boolean firstSeen = firstSeen(event, at);
      if (first == null) {
        assertThat(firstSeen).isTrue();
        firsts.put(event, at);
        known.add(event);
      } else if (!at.isAfter(first.plus(MEMORY))) {
        assertThat(firstSeen).as("%s at %s, first at %s", event, at, first).isFalse();
      } else if (firstSeen) {
        firsts.put(event, at);
      }
    }
  }

  @Test
  void fingerprintsAreTheSha256OfTheIdentityCutTo128Bits() {
    // printf abc | sha256sum
    assertThat(new Fingerprints().of("abc"))
        .isEqualTo(new Fingerprint(0xba7816bf8f01cfeaL, 0x414140de5dae2223L));
  }

  private boolean firstSeen(String event, Instant at) {
    return driver.firstSeen(event, at);
  }
}
