package io.awfar.gateway.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Who signed in lately with an email from an address.
///
/// Of so many users of one email at one address as no person has, those who were there first stay
/// known: nobody who comes to the address of another makes it forget them.
@Component
final class KnownPlaces {

  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final int USERS_MAX = 20;
  private static final String PREFIX = "awfar:place:";

  /// The users of a place, each with the second of its last sign-in.
  private static final String REMEMBER =
      """
      redis.call('zremrangebyscore', KEYS[1], '-inf', ARGV[3])
      if redis.call('zscore', KEYS[1], ARGV[1])
          or redis.call('zcard', KEYS[1]) < tonumber(ARGV[4]) then
        redis.call('zadd', KEYS[1], ARGV[2], ARGV[1])
        redis.call('expire', KEYS[1], ARGV[5])
      end
      """;

  private final Cache<String, Map<UUID, Instant>> own;
  private final Clock clock;
  private final @Nullable RedisLink redis;
  private final @Nullable RedisOutage outage;

  KnownPlaces(
      LimitSettings settings,
      Clock clock,
      ObjectProvider<RedisLink> redis,
      ObjectProvider<RedisOutage> outage) {
    this.clock = clock;
    this.redis = redis.getIfAvailable();
    this.outage = outage.getIfAvailable();
    own =
        Caffeine.newBuilder()
            .maximumSize(settings.bucketsMax())
            .expireAfterWrite(KNOWN_FOR)
            .executor(Runnable::run)
            .build();
  }

  /// Those who did; nobody but whom this gateway knows, if that cannot be found out.
  Mono<List<UUID>> usersOf(String place) {
    Instant since = clock.instant().minus(KNOWN_FOR);
    List<UUID> known = List.copyOf(since(since, own.getIfPresent(place)).keySet());
    if (redis == null || outage == null) {
      return Mono.just(known);
    }
    Range<Long> lately =
        Range.from(Range.Boundary.excluding(since.getEpochSecond()), Range.Boundary.unbounded());
    return outage.around(
        redis
            .ask(connection -> connection.async().zrangebyscore(PREFIX + place, lately))
            .map(shared -> all(known, shared)),
        Mono.just(known));
  }

  Mono<Void> remember(String place, UUID user) {
    Instant now = clock.instant();
    Instant since = now.minus(KNOWN_FOR);
    own.asMap().compute(place, (_, users) -> with(user, now, since(since, users)));
    if (redis == null || outage == null) {
      return Mono.empty();
    }
    String[] keys = {PREFIX + place};
    byte[][] values =
        Stream.of(
                user,
                now.getEpochSecond(),
                since.getEpochSecond(),
                USERS_MAX,
                KNOWN_FOR.toSeconds())
            .map(value -> value.toString().getBytes(UTF_8))
            .toArray(byte[][]::new);
    return outage.around(
        redis
            .ask(connection ->
                connection.async().eval(REMEMBER, ScriptOutputType.STATUS, keys, values))
            .then(),
        Mono.empty());
  }

  private static Map<UUID, Instant> since(Instant since, @Nullable Map<UUID, Instant> users) {
    Map<UUID, Instant> left = users == null ? new HashMap<>() : new HashMap<>(users);
    left.values().removeIf(last -> !last.isAfter(since));
    return left;
  }

  private static Map<UUID, Instant> with(UUID user, Instant now, Map<UUID, Instant> users) {
    if (users.containsKey(user) || users.size() < USERS_MAX) {
      users.put(user, now);
    }
    return users;
  }

  private static List<UUID> all(List<UUID> known, List<byte[]> shared) {
    return Stream.concat(
            known.stream(), shared.stream().map(id -> UUID.fromString(new String(id, UTF_8))))
        .distinct()
        .toList();
  }
}
