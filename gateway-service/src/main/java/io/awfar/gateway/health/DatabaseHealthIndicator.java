package io.awfar.gateway.health;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Up when the database answers and has the tables that persistence-service makes.
@Component
final class DatabaseHealthIndicator implements ReactiveHealthIndicator {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final TableQueries tables;

  DatabaseHealthIndicator(TableQueries tables) {
    this.tables = tables;
  }

  @Override
  public Mono<Health> health() {
    return tables
        .missing()
        .timeout(TIMEOUT)
        .map(missing ->
            missing.isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("missingTables", missing).build())
        .onErrorResume(failure ->
            Mono.just(
                Health.down().withDetail("failure", failure.getClass().getSimpleName()).build()));
  }
}
