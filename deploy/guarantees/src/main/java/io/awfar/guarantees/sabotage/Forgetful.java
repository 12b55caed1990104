package io.awfar.guarantees.sabotage;

import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Deduplication switched off: gives every message and status an identity of its own, so that
/// dedup-stream takes none for a repeat and publishes each.
///
/// Channel events are left alone: their id is made of their identity, so that repeats of them would
/// not be repeats any more.
public final class Forgetful implements Deserializer<RawEvent> {

  private final AvroDeserializer<RawEvent> events = new AvroDeserializer<>();

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    events.configure(configs, isKey);
  }

  @Override
  public @Nullable RawEvent deserialize(String topic, byte @Nullable [] bytes) {
    RawEvent event = events.deserialize(topic, bytes);
    return event == null || event.getKind() == EventKind.CHANNEL_EVENT
        ? event
        : RawEvent.newBuilder(event)
            .setIdentity(event.getIdentity() + '#' + UUID.randomUUID())
            .build();
  }

  @Override
  public void close() {
    events.close();
  }
}
