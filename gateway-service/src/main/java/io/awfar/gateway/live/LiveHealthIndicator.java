package io.awfar.gateway.live;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Down while events do not arrive. Readiness does not depend on it: all else works without.
@Component
final class LiveHealthIndicator implements ReactiveHealthIndicator {

  private final LiveEvents events;

  LiveHealthIndicator(LiveEvents events) {
    this.events = events;
  }

  @Override
  public Mono<Health> health() {
    return Mono.fromSupplier(() -> {
      String failure = events.failure();
      return (failure == null ? Health.up() : Health.down().withDetail("failure", failure))
          .withDetail("following", events.isFollowing())
          .build();
    });
  }
}
