package io.awfar.schemas.channel;

import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The topic of channels on a broker, to write to.
final class ChannelTopic implements AutoCloseable {

  static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-0000000000aa");

  private final Map<String, Object> client;
  private final AvroSerializer<Channel> values = new AvroSerializer<>();
  private final KafkaProducer<String, byte[]> producer;

  ChannelTopic(String bootstrapServers, String registryUrl) {
    client = Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl);
    values.configure(client, false);
    producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
  }

  ChannelTopic create() throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(Topics.CHANNELS.newTopic((short) 1))).all().get();
    }
    return this;
  }

  ChannelFollower follower(ChannelDirectory directory) {
    AvroDeserializer<Channel> deserializer = new AvroDeserializer<>();
    deserializer.configure(client, false);
    return new ChannelFollower(client, deserializer, directory);
  }

  RecordMetadata put(Channel channel) throws Exception {
    return put(channel.getChannelId(), values.serialize(Topics.CHANNELS.name(), channel));
  }

  RecordMetadata put(String key, byte[] value) throws Exception {
    return producer.send(new ProducerRecord<>(Topics.CHANNELS.name(), key, value)).get();
  }

  static Channel channel(String id, long version, String accessToken, ChannelKeys keys) {
    ChannelSecrets secrets =
        new ChannelSecrets(Optional.empty(), Optional.of(accessToken), Optional.empty());
    return Channel.newBuilder()
        .setChannelId(id)
        .setOwnerId(OWNER)
        .setBusinessAccountId("1")
        .setName("Sales")
        .setState(ChannelState.ACTIVE)
        .setCredentials(SealedCredentials.seal(id, secrets, keys))
        .setSendsPerSecond(80)
        .setUpdatedAt(Instant.EPOCH)
        .setVersion(version)
        .build();
  }

  @Override
  public void close() {
    producer.close();
  }
}
