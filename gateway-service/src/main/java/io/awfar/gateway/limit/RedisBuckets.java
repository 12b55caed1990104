package io.awfar.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Counts in Redis, for all gateways that share it.
final class RedisBuckets implements Buckets {

  private static final Duration KEPT_WHEN_FULL = Duration.ofSeconds(10);

  private final RedisLink redis;
  private final Cache<BucketKey, AsyncBucketProxy> proxies;
  private final TimeMeter time;
  private volatile @Nullable AsyncProxyManager<String> manager;

  RedisBuckets(RedisLink redis, int bucketsMax, TimeMeter time) {
    this.redis = redis;
    this.time = time;
    proxies = LocalBuckets.cache(bucketsMax);
  }

  @Override
  public Mono<Charge> take(BucketKey key) {
    return ask(key, bucket -> bucket.tryConsumeAndReturnRemaining(1))
        .map(probe -> Charge.of(this, key, probe));
  }

  @Override
  public Mono<Void> giveBack(Charge charge) {
    return ask(charge.key(), bucket -> bucket.addTokens(1));
  }

  private <T> Mono<T> ask(
      BucketKey key, Function<AsyncBucketProxy, CompletableFuture<T>> question) {
    return redis.ask(
        connection -> question.apply(proxies.get(key, _ -> proxy(manager(connection), key))));
  }

  /// With a proxy for each bucket, its requests here go to Redis together. Each for itself, they
  /// would compare and swap against each other, so that a flood of one caller would take so long
  /// that Redis seemed to be down.
  private static AsyncBucketProxy proxy(AsyncProxyManager<String> manager, BucketKey key) {
    BucketConfiguration configuration = Buckets.configuration(key.rate());
    return manager
        .builder()
        .withOptimization(Optimizations.batching())
        .build(key.text(), () -> CompletableFuture.completedFuture(configuration));
  }

  /// One will do: the connection is the same for good, and makes itself anew.
  private AsyncProxyManager<String> manager(StatefulRedisConnection<String, byte[]> connection) {
    AsyncProxyManager<String> made = manager;
    if (made == null) {
      made =
          Bucket4jLettuce.casBasedBuilder(connection)
              .clientClock(time)
              .expirationAfterWrite(
                  ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
              .build()
              .asAsync();
      manager = made;
    }
    return made;
  }
}
