package io.awfar.ingest.publish;

import io.awfar.whatsapp.RawEvent;

/// An event and its Kafka key: what shares a key stays in order.
public record KeyedEvent(String key, RawEvent event) {}
