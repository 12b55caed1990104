package io.awfar.gateway.idempotency;

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

/// Deletes requests that are not remembered any more, at the start and every few hours.
///
/// Nothing depends on it but the size of the table: a forgotten row counts as none.
@Component
final class ApiRequestCleanup implements ApplicationRunner, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(ApiRequestCleanup.class);

  private final ApiRequestQueries requests;
  private final Duration interval;
  private @Nullable Disposable work;

  ApiRequestCleanup(ApiRequestQueries requests, GatewaySettings settings) {
    this.requests = requests;
    this.interval = settings.idempotency().cleanUpInterval();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    work =
        Flux.interval(Duration.ZERO, interval)
            .onBackpressureDrop()
            .concatMap(_ -> cleanUp(), 1)
            .subscribe(_ -> {}, failure -> log.error("Gave up", failure));
  }

  private Mono<Long> cleanUp() {
    return requests
        .cleanUp()
        .doOnNext(rows -> log.debug("Deleted {} requests", rows))
        .onErrorResume(failure -> {
          log.warn("Old requests stay for now: {}", failure.getClass().getSimpleName());
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
