package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

  private static final Rate FIVE_IN_A_QUARTER = Rate.valueOf("5/15m");

  private final Ticking clock = new Ticking();
  private final LocalBuckets buckets = new LocalBuckets(1_000, new WallClock(clock));

  @Test
  void asManyAsTheRatePassInAWindowAndTheNextIsToldWhenItEnds() {
    for (int left = 4; left >= 0; left--) {
      Charge charge = take("one");
      assertThat(charge.taken()).isTrue();
      assertThat(charge.remaining()).isEqualTo(left);
      assertThat(charge.resetSeconds()).isEqualTo(900);
    }

    clock.pass(Duration.ofMillis(600_500));

    Charge refused = take("one");
    assertThat(refused.taken()).isFalse();
    assertThat(refused.remaining()).isZero();
    assertThat(refused.resetSeconds()).isEqualTo(300);
  }

  @Test
  void allRoomComesBackWhenTheWindowEndsAndNoneBefore() {
    for (int i = 0; i < 5; i++) {
      take("one");
    }
    clock.pass(Duration.ofMinutes(15).minusMillis(1));
    assertThat(take("one").taken()).isFalse();

    clock.pass(Duration.ofMillis(1));

    assertThat(take("one").remaining()).isEqualTo(4);
  }

  @Test
  void holdersAndLimitsAreCountedApart() {
    for (int i = 0; i < 6; i++) {
      take("one");
    }

    assertThat(take("another").remaining()).isEqualTo(4);
    BucketKey other = new BucketKey(Limit.API, FIVE_IN_A_QUARTER, "one");
    assertThat(buckets.take(other).block().remaining()).isEqualTo(4);
  }

  @Test
  void whatIsGivenBackWasNotCountedAndNeverMoreThanTheRate() {
    take("one");
    Charge charge = take("one");
    buckets.giveBack(charge).block();
    assertThat(take("one").remaining()).isEqualTo(3);

    for (int i = 0; i < 10; i++) {
      buckets.giveBack(charge).block();
    }
    assertThat(take("one").remaining()).isEqualTo(4);
  }

  @Test
  void aFloodOfAddressesDoesNotFillTheMemory() {
    Cache<BucketKey, String> cache = LocalBuckets.cache(1_000);
    for (int i = 0; i < 100_000; i++) {
      cache.get(key("holder" + i), _ -> "");
    }

    cache.cleanUp();

    assertThat(cache.estimatedSize()).isLessThanOrEqualTo(1_000);
  }

  private Charge take(String holder) {
    return buckets.take(key(holder)).block();
  }

  private static BucketKey key(String holder) {
    return new BucketKey(Limit.AUTH, FIVE_IN_A_QUARTER, holder);
  }

  private static final class Ticking extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
