package io.awfar.ingest.send;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts sends by what became of them, and those in doubt.
final class SendMetrics {

  private final Counter accepted;
  private final Counter failed;
  private final Counter unconfirmed;
  private final AtomicInteger doubts = new AtomicInteger();

  SendMetrics(MeterRegistry meters) {
    accepted = sends("accepted", meters);
    failed = sends("failed", meters);
    unconfirmed = sends("unconfirmed", meters);
    Gauge.builder("awfar.ingest.send.doubts", doubts, AtomicInteger::get)
        .description("Sends of which it is being found out whether WhatsApp took them")
        .register(meters);
  }

  void ended(Ending ending) {
    switch (ending) {
      case Ending.Accepted _ -> accepted.increment();
      case Ending.Failed _ -> failed.increment();
      case Ending.Unconfirmed _ -> unconfirmed.increment();
    }
  }

  void doubtRaised() {
    doubts.incrementAndGet();
  }

  void doubtSettled() {
    doubts.decrementAndGet();
  }

  private static Counter sends(String outcome, MeterRegistry meters) {
    return Counter.builder("awfar.ingest.sends")
        .description("Sends that have ended")
        .tag("outcome", outcome)
        .register(meters);
  }
}
