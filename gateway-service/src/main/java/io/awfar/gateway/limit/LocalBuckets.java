package io.awfar.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import reactor.core.publisher.Mono;

/// Counts in the memory of this gateway, for a bounded number of callers.
final class LocalBuckets implements Buckets {

  private final Cache<BucketKey, Bucket> buckets;
  private final TimeMeter time;

  LocalBuckets(int bucketsMax, TimeMeter time) {
    this.time = time;
    buckets = cache(bucketsMax);
  }

  /// Remembers what is asked for, until it was not for a window: by then its bucket is full, as a
  /// new one would be.
  static <B> Cache<BucketKey, B> cache(int bucketsMax) {
    return Caffeine.newBuilder()
        .maximumSize(bucketsMax)
        .expireAfter(Expiry.accessing((BucketKey key, B _) -> key.rate().window()))
        // On the thread that asks: the upkeep is too little to be worth a hop.
        .executor(Runnable::run)
        .build();
  }

  @Override
  public Mono<Charge> take(BucketKey key) {
    return Mono.fromSupplier(
        () -> Charge.of(this, key, buckets.get(key, this::full).tryConsumeAndReturnRemaining(1)));
  }

  @Override
  public Mono<Void> giveBack(Charge charge) {
    return Mono.fromRunnable(() -> buckets.get(charge.key(), this::full).addTokens(1));
  }

  private Bucket full(BucketKey key) {
    return Bucket.builder()
        .addLimit(Buckets.bandwidth(key.rate()))
        .withCustomTimePrecision(time)
        .build();
  }
}
