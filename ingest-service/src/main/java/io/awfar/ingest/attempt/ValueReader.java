package io.awfar.ingest.attempt;

import io.awfar.schemas.registry.RegistryFailure;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/// Reads the values of a topic, and tells one that never will be read from a registry that is away.
///
/// @param deserializer as the settings name it
/// @param type what the values are
public record ValueReader<V>(Deserializer<?> deserializer, Class<V> type) {

  /// The value, null if these bytes are none.
  ///
  /// @throws org.apache.kafka.common.KafkaException if it cannot be told now, for want of a
  ///   registry
  public @Nullable V read(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      Object value = deserializer.deserialize(topic, bytes);
      return type.isInstance(value) ? type.cast(value) : null;
    } catch (SerializationException e) {
      if (RegistryFailure.isIn(e)) {
        throw e;
      }
      return null;
    }
  }
}
