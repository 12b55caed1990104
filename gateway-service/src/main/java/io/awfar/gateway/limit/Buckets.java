package io.awfar.gateway.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import reactor.core.publisher.Mono;

/// Where requests are counted.
interface Buckets {

  /// Counts a request, if there is room for it; empty if nobody counts at present.
  Mono<Charge> take(BucketKey key);

  /// Lets a request that was counted here be as if it had not been.
  Mono<Void> giveBack(Charge charge);

  /// All room comes back at once when a window ends, as with the fixed windows of the original.
  static Bandwidth bandwidth(Rate rate) {
    return Bandwidth.builder()
        .capacity(rate.requests())
        .refillIntervally(rate.requests(), rate.window())
        .build();
  }

  static BucketConfiguration configuration(Rate rate) {
    return BucketConfiguration.builder().addLimit(bandwidth(rate)).build();
  }
}
