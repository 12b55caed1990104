package io.awfar.ingest.webhook;

import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.whatsapp.EventKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Counts requests by what they were answered, and durable events by kind.
final class WebhookMetrics {

  private static final String ACCEPTED = "accepted";

  private final Counter accepted;
  private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
  private final Map<EventKind, Counter> events = new EnumMap<>(EventKind.class);

  WebhookMetrics(MeterRegistry meters) {
    // From the start, so that a rate can be taken of the first one.
    accepted = webhooks(ACCEPTED, meters);
    for (Refusal refusal : Refusal.values()) {
      refused.put(refusal, webhooks(refusal.code(), meters));
    }
    for (EventKind kind : EventKind.values()) {
      events.put(kind, events(kind, meters));
    }
  }

  void accepted() {
    accepted.increment();
  }

  void refused(Refusal refusal) {
    Objects.requireNonNull(refused.get(refusal)).increment();
  }

  void published(List<KeyedEvent> published) {
    for (KeyedEvent event : published) {
      Objects.requireNonNull(events.get(event.event().getKind())).increment();
    }
  }

  private static Counter webhooks(String outcome, MeterRegistry meters) {
    return Counter.builder("awfar.ingest.webhooks")
        .description("Requests by outcome: accepted, or the code of the refusal")
        .tag("outcome", outcome)
        .register(meters);
  }

  private static Counter events(EventKind kind, MeterRegistry meters) {
    return Counter.builder("awfar.ingest.events")
        .description("Events that the broker has acknowledged")
        .tag("kind", kind.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }
}
