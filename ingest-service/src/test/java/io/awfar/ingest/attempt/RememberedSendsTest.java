package io.awfar.ingest.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedSendsTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final int MAX = 10_000;

  private final AtomicLong forgotten = new AtomicLong();
  private final RememberedSends sends =
      new RememberedSends(MAX, Duration.ofHours(24), forgotten::addAndGet);
  private final Random random = new Random(20261128);

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  @Test
  void anotherCommandOfASendIsNotTheFirstAndTheSameOneReadAgainIs() {
    UUID send = id();

    assertThat(sends.isFirst(send, 5, NOW)).isTrue();
    assertThat(sends.isFirst(send, 9, NOW)).isFalse();
    assertThat(sends.isFirst(send, 5, NOW)).isTrue();
  }

  @Test
  void atLeastTheNewestHalfIsKnownAndWhatIsForgottenTooSoonIsCounted() {
    UUID[] all = new UUID[5 * MAX];
    for (int i = 0; i < all.length; i++) {
      all[i] = id();
      assertThat(sends.isFirst(all[i], i, NOW)).isTrue();
    }

    for (int i = all.length - MAX / 2; i < all.length; i++) {
      assertThat(sends.isFirst(all[i], all.length, NOW)).isFalse();
    }
    assertThat(forgotten.get()).isBetween((long) all.length - MAX, (long) all.length - MAX / 2);
  }

  @Test
  void whatIsMetAgainIsKnownForAsLongAsIfItWereNew() {
    UUID send = id();
    assertThat(sends.isFirst(send, 5, NOW)).isTrue();
    for (int i = 0; i < MAX / 2; i++) {
      assertThat(sends.isFirst(id(), 10 + i, NOW)).isTrue();
    }

    // Read again, after a hand-over, and then as many others as are known at least.
    assertThat(sends.isFirst(send, 5, NOW)).isTrue();
    for (int i = 0; i < MAX / 2; i++) {
      assertThat(sends.isFirst(id(), 10 + MAX + i, NOW)).isTrue();
    }
    assertThat(sends.isFirst(send, 9, NOW)).isFalse();
  }

  @Test
  void whatIsReadAgainAtATakeOverIsKnownHoweverManySendsWereReadMeanwhile() {
    UUID send = id();
    sends.widen(3 * MAX);
    assertThat(sends.isFirst(send, 5, NOW)).isTrue();
    for (int i = 0; i < 3 * MAX; i++) {
      assertThat(sends.isFirst(id(), 10 + i, NOW)).isTrue();
    }

    assertThat(sends.isFirst(send, 9, NOW)).isFalse();
  }

  @Test
  void whatIsTooOldToBeSentMayBeForgotten() {
    for (int i = 0; i < 2 * MAX; i++) {
      var unused = sends.isFirst(id(), i, NOW.plusSeconds(60L * i));
    }

    assertThat(forgotten).hasValue(0);
  }
}
