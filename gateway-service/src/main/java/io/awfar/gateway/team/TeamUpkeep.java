package io.awfar.gateway.team;

import io.awfar.gateway.GatewaySettings;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// Adds what is missing for chats that were there before teams were, and deletes what is kept of
/// chats that are not there, at the start; and takes deleted labels off chats for good, now and
/// then. All in the background, and some rows at a time.
@Component
final class TeamUpkeep implements ApplicationRunner, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(TeamUpkeep.class);

  private static final UUID FIRST = new UUID(0, 0);
  private static final int CHATS_AT_ONCE_MAX = 2_000;
  private static final int LABELS_AT_ONCE_MAX = 100;
  private static final Duration RETRY_DELAY_MIN = Duration.ofMillis(500);
  private static final Duration RETRY_DELAY_MAX = Duration.ofSeconds(10);

  private final TeamQueries team;
  private final LabelQueries labels;
  private final Duration interval;
  private @Nullable Disposable work;

  TeamUpkeep(TeamQueries team, LabelQueries labels, GatewaySettings settings) {
    this.team = team;
    this.labels = labels;
    this.interval = settings.teams().cleanUpInterval();
  }

  @Override
  public void run(ApplicationArguments arguments) {
    work =
        Disposables.composite(
            addMissing()
                .retryWhen(
                    Retry.backoff(Long.MAX_VALUE, RETRY_DELAY_MIN).maxBackoff(RETRY_DELAY_MAX))
                .subscribe(_ -> {}, failure -> log.error("Gave up", failure)),
            Flux.interval(interval)
                .onBackpressureDrop()
                .concatMap(_ -> cleanUp(), 1)
                .subscribe(_ -> {}, failure -> log.error("Gave up", failure)));
  }

  @Override
  public void destroy() {
    if (work != null) {
      work.dispose();
    }
  }

  private Mono<Void> addMissing() {
    return team.addMissing(FIRST, CHATS_AT_ONCE_MAX)
        .expand(last -> team.addMissing(last, CHATS_AT_ONCE_MAX))
        .thenMany(team.forgetMissing(FIRST, CHATS_AT_ONCE_MAX))
        .expand(last -> team.forgetMissing(last, CHATS_AT_ONCE_MAX))
        .then();
  }

  private Mono<Void> cleanUp() {
    return labels
        .cleanUp(LABELS_AT_ONCE_MAX)
        .expand(
            rows -> rows < LABELS_AT_ONCE_MAX ? Mono.empty() : labels.cleanUp(LABELS_AT_ONCE_MAX))
        .then(labels.forget(LABELS_AT_ONCE_MAX))
        .then()
        .onErrorResume(failure -> {
          log.warn("Deleted labels stay for now: {}", failure.getClass().getSimpleName());
          return Mono.empty();
        });
  }
}
