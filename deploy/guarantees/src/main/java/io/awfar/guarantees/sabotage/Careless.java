package io.awfar.guarantees.sabotage;

import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.whatsapp.EventKind;
import io.awfar.whatsapp.RawEvent;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Events lost: gives one in a hundred messages and statuses the same identity, so that
/// dedup-stream takes all of them but the first for its repeats. All counts still add up; only the
/// ledger knows.
///
/// Channel events are left alone: their id is made of their identity.
public final class Careless implements Deserializer<RawEvent> {

  private static final int ONE_IN = 100;

  private final AvroDeserializer<RawEvent> events = new AvroDeserializer<>();

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    events.configure(configs, isKey);
  }

  @Override
  public @Nullable RawEvent deserialize(String topic, byte @Nullable [] bytes) {
    RawEvent event = events.deserialize(topic, bytes);
    return event == null
            || event.getKind() == EventKind.CHANNEL_EVENT
            || Math.floorMod(event.getIdentity().hashCode(), ONE_IN) != 0
        ? event
        : RawEvent.newBuilder(event).setIdentity("careless").build();
  }

  @Override
  public void close() {
    events.close();
  }
}
