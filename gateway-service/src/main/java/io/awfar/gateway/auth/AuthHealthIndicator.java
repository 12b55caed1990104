package io.awfar.gateway.auth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Prepares what sign-in needs, its keys and the first user, and is up once that is done.
@Component
final class AuthHealthIndicator
    implements ReactiveHealthIndicator, ApplicationRunner, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(AuthHealthIndicator.class);
  private static final Duration RETRY_DELAY_MIN = Duration.ofMillis(500);
  private static final Duration RETRY_DELAY_MAX = Duration.ofSeconds(10);

  private final SigningKeys keys;
  private final FirstUser firstUser;
  private volatile boolean done;
  private @Nullable Disposable preparation;

  AuthHealthIndicator(SigningKeys keys, FirstUser firstUser) {
    this.keys = keys;
    this.firstUser = firstUser;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    preparation =
        keys.current()
            .then(Mono.defer(firstUser::ensure))
            .doOnError(failure -> log.warn("Sign-in is not ready yet, trying again", failure))
            .retryWhen(Retry.backoff(Long.MAX_VALUE, RETRY_DELAY_MIN).maxBackoff(RETRY_DELAY_MAX))
            .subscribe(_ -> {}, failure -> log.error("Gave up", failure), () -> done = true);
  }

  @Override
  public Mono<Health> health() {
    return Mono.just(done ? Health.up().build() : Health.down().build());
  }

  @Override
  public void destroy() {
    if (preparation != null) {
      preparation.dispose();
    }
  }
}
