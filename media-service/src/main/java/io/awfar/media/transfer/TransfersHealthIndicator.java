package io.awfar.media.transfer;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.MessageListenerContainer;

/// Up while messages are consumed; down while batches are held back or a consumer has stopped.
final class TransfersHealthIndicator implements HealthIndicator {

  private final Outage outage;
  private final MessageListenerContainer consumers;

  TransfersHealthIndicator(Outage outage, MessageListenerContainer consumers) {
    this.outage = outage;
    this.consumers = consumers;
  }

  @Override
  public Health health() {
    if (!consumers.isRunning() || !consumers.isInExpectedState()) {
      return Health.down().withDetail("consumers", "stopped").build();
    }
    return outage
        .state()
        .map(state ->
            Health.down()
                .withDetail("waitingFor", state.waitingFor())
                .withDetail("since", state.since())
                .build())
        .orElseGet(() -> Health.up().build());
  }
}
