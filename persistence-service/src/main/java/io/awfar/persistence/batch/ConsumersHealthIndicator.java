package io.awfar.persistence.batch;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Down while a consumer cannot store its batch, or runs no more.
@Component("consumersHealthIndicator")
final class ConsumersHealthIndicator implements HealthIndicator {

  private final TopicConsumers consumers;
  private final WaitingConsumers waiting;

  ConsumersHealthIndicator(TopicConsumers consumers, WaitingConsumers waiting) {
    this.consumers = consumers;
    this.waiting = waiting;
  }

  @Override
  public Health health() {
    Map<String, String> reasons = waiting.reasons();
    Health.Builder health = reasons.isEmpty() && consumers.allRun() ? Health.up() : Health.down();
    return health.withDetail("waiting", reasons).build();
  }
}
