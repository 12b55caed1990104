package io.awfar.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// From which addresses an account was signed in to lately.
@Component
final class KnownPlaces {

  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final String PREFIX = "awfar:place:";
  private static final byte[] NOTHING = {};

  private final Cache<String, Boolean> own;
  private final @Nullable RedisLink redis;
  private final @Nullable RedisOutage outage;

  KnownPlaces(
      LimitSettings settings, ObjectProvider<RedisLink> redis, ObjectProvider<RedisOutage> outage) {
    this.redis = redis.getIfAvailable();
    this.outage = outage.getIfAvailable();
    own =
        Caffeine.newBuilder()
            .maximumSize(settings.bucketsMax())
            .expireAfterWrite(KNOWN_FOR)
            .executor(Runnable::run)
            .build();
  }

  /// Whether it is one of them; not, if that cannot be found out.
  Mono<Boolean> know(String place) {
    boolean known = own.getIfPresent(place) != null;
    return known || redis == null || outage == null
        ? Mono.just(known)
        : outage.around(
            redis
                .ask(connection -> connection.async().exists(PREFIX + place))
                .map(count -> count > 0),
            Mono.just(false));
  }

  Mono<Void> remember(String place) {
    own.put(place, true);
    return redis == null || outage == null
        ? Mono.empty()
        : outage.around(
            redis
                .ask(connection ->
                    connection.async().set(PREFIX + place, NOTHING, SetArgs.Builder.ex(KNOWN_FOR)))
                .then(),
            Mono.empty());
  }
}
