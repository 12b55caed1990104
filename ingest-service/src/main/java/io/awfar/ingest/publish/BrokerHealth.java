package io.awfar.ingest.publish;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Part of readiness: whether events can be published now.
final class BrokerHealth implements HealthIndicator {

  private final BrokerWatch watch;

  BrokerHealth(BrokerWatch watch) {
    this.watch = watch;
  }

  @Override
  public Health health() {
    return switch (watch.state()) {
      case REACHABLE -> Health.up().build();
      case WARMING_UP, REHEARSING, UNREACHABLE ->
          Health.outOfService().withDetail("state", watch.state()).build();
    };
  }
}
