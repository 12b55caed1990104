package io.awfar.gateway.live;

import io.awfar.gateway.channel.ChannelStatuses;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.SendCommand;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/// Writes records as blocks of a stream of server-sent events, once for all who listen.
final class EventBlocks implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EventBlocks.class);
  private static final JsonFactory JSON = new JsonFactory();
  private static final byte[] NOTHING = {};
  private static final String EVENTS = "awfar.gateway.live.events";

  private final Deserializer<?> values;
  private final ChannelStatuses statuses;
  private final long bytesMax;
  private final MeterRegistry meters;

  /// @param statuses what workspaces are told of their numbers
  EventBlocks(
      Deserializer<?> values, ChannelStatuses statuses, long bytesMax, MeterRegistry meters) {
    this.values = values;
    this.statuses = statuses;
    this.bytesMax = bytesMax;
    this.meters = meters;
  }

  /// @return nothing for a record that tells of nothing new, or that cannot be read
  /// @throws RuntimeException that [RegistryFailure] knows if the registry does not answer
  byte[] of(LiveEvent event, ConsumerRecord<byte[], byte[]> record) {
    BiConsumer<JsonGenerator, Boolean> data = data(event, record);
    if (data == null) {
      return NOTHING;
    }
    byte[] json = json(data, true);
    if (json.length > bytesMax) {
      json = json(data, false);
    }
    String kind = event.topic().kind();
    meters.counter(EVENTS, "kind", kind).increment();
    return block(kind, event.place().id(event.name()), json);
  }

  @Override
  public void close() {
    values.close();
  }

  /// A block of a stream.
  ///
  /// @param data on one line
  static byte[] block(String kind, String id, byte[] data) {
    ByteArrayOutputStream block = new ByteArrayOutputStream(data.length + 128);
    String head = "event: " + kind + "\nid: " + id + "\ndata: ";
    block.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    block.writeBytes(data);
    block.writeBytes(new byte[] {'\n', '\n'});
    return block.toByteArray();
  }

  private @Nullable BiConsumer<JsonGenerator, Boolean> data(
      LiveEvent event, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      SessionChange deletion = SessionChange.ofTombstone(record, statuses);
      return deletion == null ? unreadable(event, "a tombstone") : written(deletion);
    }
    Object value;
    try {
      value = values.deserialize(event.topic().topicName(), record.value());
    } catch (SerializationException e) {
      if (RegistryFailure.isIn(e)) {
        throw e;
      }
      return unreadable(event, e.toString());
    }
    return switch (value) {
      case Message message -> written(PublishedMessage.told(message));
      case SendCommand command -> written(QueuedMessage.told(command));
      case MessageStatus status -> (json, _) -> ChangeJson.write(json, status);
      case MediaEvent media -> (json, _) -> ChangeJson.write(json, media);
      case ChannelEvent change -> (json, whole) -> ChangeJson.write(json, change, whole);
      case Channel channel -> written(SessionChange.of(channel, statuses));
      case null -> null;
      default -> unreadable(event, value.getClass().getName());
    };
  }

  private static @Nullable BiConsumer<JsonGenerator, Boolean> written(
      @Nullable ToldMessage message) {
    return message == null ? null : message::write;
  }

  private static BiConsumer<JsonGenerator, Boolean> written(SessionChange change) {
    return (json, _) -> change.write(json);
  }

  private @Nullable BiConsumer<JsonGenerator, Boolean> unreadable(LiveEvent event, String why) {
    log.warn("A record cannot be told of: {}, {}", event.name(), why);
    meters.counter(EVENTS, "kind", "unreadable").increment();
    return null;
  }

  private static byte[] json(BiConsumer<JsonGenerator, Boolean> data, boolean whole) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      data.accept(json, whole);
    }
    return bytes.toByteArray();
  }
}
