package io.awfar.ingest;

import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Writes numbers as the gateway does.
final class ChannelTopic implements AutoCloseable {

  private final ChannelKeys keys;
  private final KafkaProducer<String, Channel> producer;

  ChannelTopic(String bootstrapServers, String registryUrl, String keys) {
    this.keys = ChannelKeys.parse(keys);
    Map<String, Object> client =
        Map.of("bootstrap.servers", bootstrapServers, "schema.registry.url", registryUrl);
    AvroSerializer<Channel> values = new AvroSerializer<>();
    values.configure(client, false);
    producer = new KafkaProducer<>(client, new StringSerializer(), values);
  }

  void put(String id, UUID owner, ChannelState state, String appSecret, String verifyToken)
      throws Exception {
    ChannelSecrets secrets =
        new ChannelSecrets(
            Optional.ofNullable(appSecret), Optional.empty(), Optional.ofNullable(verifyToken));
    write(
        id,
        Channel.newBuilder()
            .setChannelId(id)
            .setOwnerId(owner)
            .setBusinessAccountId("waba-1")
            .setName("Sales")
            .setState(state)
            .setCredentials(SealedCredentials.seal(id, secrets, keys))
            .setSendsPerSecond(80)
            .setUpdatedAt(Instant.now())
            .setVersion(1)
            .build());
  }

  /// A number that sends.
  void put(String id, UUID owner, ChannelState state, String accessToken, long version)
      throws Exception {
    ChannelSecrets secrets =
        new ChannelSecrets(Optional.empty(), Optional.of(accessToken), Optional.empty());
    write(
        id,
        Channel.newBuilder()
            .setChannelId(id)
            .setOwnerId(owner)
            .setBusinessAccountId("waba-1")
            .setName("Sales")
            .setState(state)
            .setCredentials(SealedCredentials.seal(id, secrets, keys))
            .setSendsPerSecond(80)
            .setUpdatedAt(Instant.now())
            .setVersion(version)
            .build());
  }

  void delete(String id) throws Exception {
    write(id, null);
  }

  private void write(String id, Channel channel) throws Exception {
    producer.send(new ProducerRecord<>(Topics.CHANNELS.name(), id, channel)).get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
