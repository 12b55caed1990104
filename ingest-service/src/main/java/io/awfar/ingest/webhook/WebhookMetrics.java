package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.whatsapp.EventKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Counts requests by what they were answered, and durable events by kind.
@Component
final class WebhookMetrics {

  private static final String ACCEPTED = "accepted";

  private final MeterRegistry meters;

  WebhookMetrics(MeterRegistry meters) {
    this.meters = meters;
    // From the start, so that a rate can be taken of the first one.
    webhooks(ACCEPTED);
    for (Refusal refusal : Refusal.values()) {
      webhooks(refusal.code());
    }
    for (EventKind kind : EventKind.values()) {
      events(kind);
    }
  }

  void accepted() {
    webhooks(ACCEPTED).increment();
  }

  void refused(Refusal refusal) {
    webhooks(refusal.code()).increment();
  }

  void published(List<KeyedEvent> published) {
    published.forEach(event -> events(event.event().getKind()).increment());
  }

  private Counter webhooks(String outcome) {
    return Counter.builder("awfar.ingest.webhooks")
        .description("Requests by outcome: accepted, or the code of the refusal")
        .tag("outcome", outcome)
        .register(meters);
  }

  private Counter events(EventKind kind) {
    return Counter.builder("awfar.ingest.events")
        .description("Events that the broker has acknowledged")
        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }
}
