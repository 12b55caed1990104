package io.awfar.schemas.channel;

import io.awfar.schemas.registry.RegistryFailure;
import io.awfar.schemas.registry.SchemaRegistryUnavailableException;
import io.awfar.whatsapp.Channel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest record of each channel among those read so far.
final class NewestRecords {

  private static final Logger log = LoggerFactory.getLogger(NewestRecords.class);

  private final Deserializer<?> values;
  private final Map<String, Channel> newest = new HashMap<>();

  NewestRecords(Deserializer<?> values) {
    this.values = values;
  }

  Map<String, Channel> all() {
    return newest;
  }

  /// Takes one more. What is not a channel at all is told and left out, as if it had not been
  /// written.
  ///
  /// @throws RetriableException if nothing is wrong with the record, but its schema cannot be had
  void add(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] key = record.key();
    if (key == null) {
      complain(record, "it has no key");
      return;
    }
    String channelId = new String(key, StandardCharsets.UTF_8);
    if (record.value() == null) {
      newest.remove(channelId);
      return;
    }
    try {
      Object value = values.deserialize(record.topic(), record.headers(), record.value());
      if (value instanceof Channel channel && channel.getChannelId().equals(channelId)) {
        newest.put(channelId, channel);
      } else {
        complain(record, "its value is not that of its key");
      }
    } catch (RetriableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (RegistryFailure.isIn(e)) {
        throw new SchemaRegistryUnavailableException(
            "The schema registry does not let it be read", e);
      }
      complain(record, e.getClass().getSimpleName());
    }
  }

  private static void complain(ConsumerRecord<byte[], byte[]> record, String reason) {
    log.error(
        "{}-{}@{} is not a channel and is left out: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        reason);
  }
}
