package io.awfar.gateway.limit;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.gateway.limit.LimitSettings.WhenRedisDown;
import reactor.core.publisher.Mono;

/// Counts together with other gateways, and while that is not possible as the operator wishes.
final class SharedBuckets implements Buckets {

  private final Buckets shared;
  private final Buckets own;
  private final WhenRedisDown whenDown;
  private final RedisOutage outage;

  SharedBuckets(Buckets shared, Buckets own, WhenRedisDown whenDown, RedisOutage outage) {
    this.shared = shared;
    this.own = own;
    this.whenDown = whenDown;
    this.outage = outage;
  }

  @Override
  public Mono<Charge> take(BucketKey key) {
    return outage.around(shared.take(key), Mono.defer(() -> withoutRedis(key)));
  }

  @Override
  public Mono<Void> giveBack(Charge charge) {
    return charge.at() == own
        ? own.giveBack(charge)
        : outage.around(shared.giveBack(charge), Mono.empty());
  }

  private Mono<Charge> withoutRedis(BucketKey key) {
    return switch (whenDown) {
      case ALLOW -> Mono.empty();
      case LOCAL -> own.take(key);
      case REFUSE -> Mono.error(new RefusedException(ErrorCode.LIMITS_UNAVAILABLE));
    };
  }
}
