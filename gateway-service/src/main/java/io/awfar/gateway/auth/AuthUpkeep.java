package io.awfar.gateway.auth;

import io.awfar.gateway.GatewaySettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Replaces the key that signs when it is old, sees it when another gateway did, and deletes
/// invitations that have expired: at the start and every minute.
@Component
final class AuthUpkeep implements ApplicationRunner, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(AuthUpkeep.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final @Nullable KeptKeys kept;
  private final SigningKeys keys;
  private final InvitationQueries invitations;
  private @Nullable Disposable work;

  AuthUpkeep(
      KeptKeys kept, SigningKeys keys, InvitationQueries invitations, GatewaySettings settings) {
    this.kept = settings.jwtKey() == null ? kept : null;
    this.keys = keys;
    this.invitations = invitations;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    work =
        Flux.interval(Duration.ZERO, INTERVAL)
            .onBackpressureDrop()
            .concatMap(_ -> keepUp(), 1)
            .subscribe(_ -> {}, failure -> log.error("Gave up", failure));
  }

  /// One after the other, and none because of the other's failure.
  Mono<Void> keepUp() {
    return later(rotation(), "Keys of tokens")
        .then(later(invitations.cleanUp().then(), "Expired invitations"));
  }

  private Mono<Void> rotation() {
    return kept == null ? Mono.empty() : kept.rotate().then(Mono.defer(keys::reread)).then();
  }

  private static Mono<Void> later(Mono<Void> task, String what) {
    return task.onErrorResume(failure -> {
      log.warn("{} stay as they are for now: {}", what, failure.getClass().getSimpleName());
      return Mono.empty();
    });
  }

  @Override
  public void destroy() {
    if (work != null) {
      work.dispose();
    }
  }
}
