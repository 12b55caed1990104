package io.awfar.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.UserStanding.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// How users stand, looked up in their rows again and again, so that a token of somebody who was
/// signed out, deactivated or given another role ends everywhere within a bounded time.
///
/// Without the database nobody is let in: whom it would have to refuse is not known.
@Component
final class UserStandings {

  /// Of a database that neither answers nor fails; all that wait for a row wait for the same look.
  private static final Duration LOOK_TIME_MAX = Duration.ofSeconds(10);

  private final Function<UUID, Mono<Standing>> rows;
  private final Duration recheck;
  private final Clock clock;

  /// One for each user as long as a remembered token refers to it.
  private final Cache<UUID, UserStanding> byUser =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  @Autowired
  UserStandings(UserQueries users, GatewaySettings settings, Clock clock) {
    this(users::standing, settings.accounts().tokenRecheck(), clock);
  }

  UserStandings(Function<UUID, Mono<Standing>> rows, Duration recheck, Clock clock) {
    this.rows = rows;
    this.recheck = recheck;
    this.clock = clock;
  }

  UserStanding of(UUID userId) {
    return byUser.get(userId, _ -> new UserStanding());
  }

  /// What was seen of the user not too long ago; just now, if it was before the token was issued,
  /// which another gateway may have done a moment ago.
  Mono<Seen> look(UserStanding standing, UUID userId, int tokenVersion) {
    Seen recent = standing.recent(clock.instant());
    Mono<Seen> seen = recent == null ? standing.ask(() -> row(userId)) : Mono.just(recent);
    return seen.flatMap(
        last -> last.isBehind(tokenVersion) ? lookAgain(standing, userId) : Mono.just(last));
  }

  private Mono<Seen> lookAgain(UserStanding standing, UUID userId) {
    standing.forget();
    return standing.ask(() -> row(userId));
  }

  /// Something about the user has changed, or may have: this gateway looks again before it lets
  /// anybody in.
  void forget(UUID userId) {
    UserStanding standing = byUser.getIfPresent(userId);
    if (standing != null) {
      standing.forget();
    }
  }

  private Mono<Seen> row(UUID userId) {
    return Mono.defer(() -> {
      // From before the row was read: what changes meanwhile counts as not seen.
      Instant until = clock.instant().plus(recheck);
      return rows.apply(userId)
          .map(standing -> new Seen(standing, until))
          .switchIfEmpty(Mono.fromSupplier(() -> new Seen(null, until)))
          .timeout(LOOK_TIME_MAX);
    });
  }
}
