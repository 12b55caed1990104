package io.awfar.ingest.send;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;

/// What nobody foresaw: the service says that it has to be started again. Sends survive that as
/// they survive a crash.
final class Breakdown {

  private static final Logger log = LoggerFactory.getLogger(Breakdown.class);

  private final ApplicationContext context;

  Breakdown(ApplicationContext context) {
    this.context = context;
  }

  void report(Throwable failure) {
    log.error("Sending has broken down", failure);
    AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
  }
}
