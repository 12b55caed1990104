package io.awfar.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class SharedBucketsTest {

  private static final BucketKey KEY = new BucketKey(Limit.AUTH, Rate.valueOf("5/15m"), "one");

  private final WallClock time = new WallClock(Clock.systemUTC());
  private final Played redis = new Played(new LocalBuckets(1_000, time));
  private final LocalBuckets own = new LocalBuckets(1_000, time);
  private final AtomicLong now = new AtomicLong();
  private final SharedBuckets buckets =
      new SharedBuckets(
          redis,
          own,
          LimitSettings.WhenRedisDown.LOCAL,
          new RedisOutage("", Mono.empty(), new SimpleMeterRegistry(), now::get));

  @Test
  void whatWasCountedHereIsGivenBackHereThoughRedisAnswersAgain() {
    buckets.take(KEY).block();
    redis.down = true;
    Charge charge = buckets.take(KEY).block();
    redis.down = false;
    now.addAndGet(Duration.ofSeconds(1).toNanos());

    buckets.giveBack(charge).block();

    assertThat(own.take(KEY).block().remaining()).isEqualTo(4);
    assertThat(buckets.take(KEY).block().remaining()).isEqualTo(3);
  }

  @Test
  void whatRedisCountedIsNotGivenBackHereWhenItIsDown() {
    Charge charge = buckets.take(KEY).block();
    redis.down = true;
    buckets.take(KEY).block();

    buckets.giveBack(charge).block();

    assertThat(own.take(KEY).block().remaining()).isEqualTo(3);
  }

  /// Counts as Redis does, and can be down.
  private static final class Played implements Buckets {

    private final Buckets counted;
    private boolean down;

    Played(Buckets counted) {
      this.counted = counted;
    }

    @Override
    public Mono<Charge> take(BucketKey key) {
      return down ? Mono.error(new IllegalStateException("down")) : counted.take(key);
    }

    @Override
    public Mono<Void> giveBack(Charge charge) {
      return down ? Mono.error(new IllegalStateException("down")) : counted.giveBack(charge);
    }
  }
}
