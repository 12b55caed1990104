package io.awfar.persistence.batch;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent.Reason;
import org.springframework.stereotype.Component;

/// Reports the service as broken when a consumer stopped by itself: only a restart brings it back.
@Component
final class StoppedConsumers {

  private final ApplicationContext context;

  StoppedConsumers(ApplicationContext context) {
    this.context = context;
  }

  @EventListener
  void onStopped(ConsumerStoppedEvent stopped) {
    if (stopped.getReason() != Reason.NORMAL) {
      AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
    }
  }
}
