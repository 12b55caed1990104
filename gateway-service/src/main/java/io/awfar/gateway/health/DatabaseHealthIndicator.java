package io.awfar.gateway.health;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Up when the database answers, has the tables that persistence-service makes, and lets readers
/// read them.
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
        .flatMap(missing ->
            missing.isEmpty()
                ? tables.unreadable().map(names -> health("unreadableTables", names))
                : Mono.just(health("missingTables", missing)))
        .timeout(TIMEOUT)
        .onErrorResume(failure ->
            Mono.just(
                Health.down().withDetail("failure", failure.getClass().getSimpleName()).build()));
  }

  private static Health health(String detail, List<String> tables) {
    return tables.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail(detail, tables).build();
  }
}
