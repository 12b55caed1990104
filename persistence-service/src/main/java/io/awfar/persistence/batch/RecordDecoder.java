package io.awfar.persistence.batch;

import io.awfar.persistence.batch.Rejected.Reason;
import io.awfar.schemas.registry.RegistryFailure;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/// Tells records that say something from those that never will.
final class RecordDecoder<V> {

  private final Deserializer<?> deserializer;
  private final Class<V> type;

  RecordDecoder(Deserializer<?> deserializer, Class<V> type) {
    this.deserializer = deserializer;
    this.type = type;
  }

  /// Hands over each record that can be decoded, and each that cannot. Throws when that cannot be
  /// told, for want of a registry.
  void decode(
      List<ConsumerRecord<byte[], byte[]>> records,
      Consumer<Incoming<V>> decoded,
      Consumer<Rejected> rejected) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.value() == null) {
        rejected.accept(new Rejected(record, Reason.EMPTY, "No value"));
        continue;
      }
      try {
        Object value = deserializer.deserialize(record.topic(), record.value());
        if (type.isInstance(value)) {
          decoded.accept(new Incoming<>(record, type.cast(value)));
        } else {
          rejected.accept(
              new Rejected(record, Reason.UNDECODABLE, "Not a " + type.getSimpleName()));
        }
      } catch (SerializationException e) {
        if (RegistryFailure.isIn(e)) {
          throw e;
        }
        rejected.accept(new Rejected(record, Reason.UNDECODABLE, e.getClass().getSimpleName()));
      }
    }
  }
}
