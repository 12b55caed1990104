package io.awfar.gateway.live;

import io.awfar.schemas.channel.ChannelDeletion;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.ChannelState;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.MessageType;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Writes what dedup-stream, media-service and gateways write.
final class LiveRecords implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  static final String CHANNEL = "1055";

  private final AvroSerializer<SpecificRecord> values = new AvroSerializer<>();
  private final KafkaProducer<String, byte[]> producer;

  private LiveRecords(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 2),
            new StringSerializer(),
            new ByteArraySerializer());
    values.configure(
        Map.of("schema.registry.url", TestRegistry.url(), "auto.register.schemas", true), false);
  }

  private static final class Shared {
    static final LiveRecords RECORDS = new LiveRecords(TestKafka.bootstrapServers());
  }

  static LiveRecords shared() {
    return Shared.RECORDS;
  }

  static LiveRecords on(String bootstrapServers) {
    return new LiveRecords(bootstrapServers);
  }

  static void makeTopics(String bootstrapServers) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              Arrays.stream(LiveTopic.values())
                  .map(topic ->
                      Topics.all().stream()
                          .filter(known -> known.name().equals(topic.topicName()))
                          .findFirst()
                          .orElseThrow()
                          .newTopic((short) 1))
                  .toList())
          .values()
          .forEach((_, made) -> awaitMade(made));
    }
  }

  private static void awaitMade(org.apache.kafka.common.KafkaFuture<Void> made) {
    try {
      made.get();
    } catch (java.util.concurrent.ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A text from a contact, acknowledged when this returns.
  void text(UUID workspace, String contact, String body) {
    write(Topics.MESSAGES, contact, message(workspace, contact, body).build());
  }

  /// As above, on its way when this returns.
  void textSoon(UUID workspace, String contact, String body) {
    var unused =
        producer.send(record(Topics.MESSAGES, contact, message(workspace, contact, body).build()));
  }

  void flush() {
    producer.flush();
  }

  <V extends SpecificRecord> void write(Topic<V> topic, String contact, V value) {
    send(record(topic, contact, value));
  }

  /// The first bytes of a record, which no reader can make sense of.
  <V extends SpecificRecord> void writeBroken(Topic<V> topic, String contact, V value, int bytes)
      throws Exception {
    byte[] whole = values.serialize(topic.name(), value);
    producer
        .send(
            new ProducerRecord<>(
                topic.name(), ChatKey.of(CHANNEL, contact), Arrays.copyOf(whole, bytes)))
        .get();
  }

  /// A version of a number.
  void channel(Channel channel) {
    send(
        new ProducerRecord<>(
            Topics.CHANNELS.name(),
            channel.getChannelId(),
            values.serialize(Topics.CHANNELS.name(), channel)));
  }

  /// A number is gone.
  ///
  /// @param deletion null for one of which the topic says no more than that
  void tombstone(String channelId, @Nullable ChannelDeletion deletion) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topics.CHANNELS.name(), channelId, null);
    if (deletion != null) {
      deletion.set(record.headers());
    }
    send(record);
  }

  private void send(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private <V extends SpecificRecord> ProducerRecord<String, byte[]> record(
      Topic<V> topic, String contact, V value) {
    return new ProducerRecord<>(
        topic.name(), ChatKey.of(CHANNEL, contact), values.serialize(topic.name(), value));
  }

  static Message.Builder message(UUID workspace, String contact, String body) {
    UUID id = UUID.randomUUID();
    return Message.newBuilder()
        .setMessageId(id)
        .setOwnerId(workspace)
        .setChannelId(CHANNEL)
        .setWaChatId(ChatKey.of(CHANNEL, contact))
        .setWaMessageId("wamid." + id)
        .setDirection(Direction.INBOUND)
        .setContact(Contact.newBuilder().setWaId(contact).setPhone(contact).setName("Amal").build())
        .setType(MessageType.TEXT)
        .setTypeName("text")
        .setSentAt(NOON)
        .setReceivedAt(NOON)
        .setText(body);
  }

  static MessageStatus.Builder status(UUID workspace, String contact, UUID sendId) {
    return MessageStatus.newBuilder()
        .setOwnerId(workspace)
        .setChannelId(CHANNEL)
        .setWaChatId(ChatKey.of(CHANNEL, contact))
        .setWaMessageId("wamid." + sendId)
        .setStatus(DeliveryStatus.DELIVERED)
        .setStatusName("delivered")
        .setRecipientId(contact)
        .setOccurredAt(NOON)
        .setReceivedAt(NOON)
        .setCallbackData(sendId.toString());
  }

  static MediaEvent media(UUID workspace, UUID messageId) {
    return MediaEvent.newBuilder()
        .setMessageId(messageId)
        .setOwnerId(workspace)
        .setChannelId(CHANNEL)
        .setWaMessageId("wamid." + messageId)
        .setMediaId("77")
        .setOutcome(MediaOutcome.STORED)
        .setObjectKey("a/b")
        .setMimeType("image/jpeg")
        .setSizeBytes(48_213L)
        .setThumbnailKey("a/b.thumbnail")
        .setWidthPixels(1600)
        .setHeightPixels(1200)
        .setOccurredAt(NOON)
        .build();
  }

  static ChannelEvent.Builder channelEvent(UUID workspace, String field) {
    return ChannelEvent.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOwnerId(workspace)
        .setChannelId(CHANNEL)
        .setBusinessAccountId("1022")
        .setField(field)
        .setReceivedAt(NOON)
        .setOccurredAt(NOON)
        .setContent("{\"secret\":\"of the webhook\"}");
  }

  /// The first version of a number, with credentials that no key opens.
  static Channel.Builder channel(UUID workspace, String id) {
    return Channel.newBuilder()
        .setChannelId(id)
        .setOwnerId(workspace)
        .setBusinessAccountId("1" + id)
        .setName("Sales")
        .setState(ChannelState.ACTIVE)
        .setCredentials("sealed")
        .setSendsPerSecond(80)
        .setAppSecretChangedAt(NOON)
        .setUpdatedAt(NOON)
        .setVersion(1);
  }

  static SendCommand.Builder send(UUID workspace, String contact, String type, String content) {
    return SendCommand.newBuilder()
        .setSendId(UUID.randomUUID())
        .setOwnerId(workspace)
        .setChannelId(CHANNEL)
        .setTo(contact)
        .setRecipientType(RecipientType.INDIVIDUAL)
        .setType(type)
        .setContent(content)
        .setRequestedAt(NOON);
  }

  @Override
  public void close() {
    producer.close();
    values.close();
  }
}
