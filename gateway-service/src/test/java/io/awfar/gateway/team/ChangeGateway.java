package io.awfar.gateway.team;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.schemas.serde.AvroDeserializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.ChatChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A gateway with Kafka, whose first user changes chats.
final class ChangeGateway implements AutoCloseable {

  static final UUID OWN = UUID.fromString(RunningGateway.WORKSPACE);

  private final TestPostgres.Database database;
  private final RunningGateway gateway;
  private final String bootstrapServers;

  private ChangeGateway(
      TestPostgres.Database database, RunningGateway gateway, String bootstrapServers) {
    this.database = database;
    this.gateway = gateway;
    this.bootstrapServers = bootstrapServers;
  }

  static ChangeGateway startOn(
      TestPostgres.Database database, String bootstrapServers, String... more) {
    List<String> settings =
        Stream.concat(
                Stream.of(
                    "AWFAR_KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers,
                    "AWFAR_KAFKA_REPLICATION_FACTOR=1",
                    "AWFAR_SCHEMA_REGISTRY_URL=" + TestRegistry.url(),
                    "AWFAR_GATEWAY_CHAT_CHANGES_INTERVAL=50ms"),
                Stream.of(more))
            .map(setting -> "--" + setting)
            .toList();
    return new ChangeGateway(
        database,
        RunningGateway.ready(database, settings.toArray(String[]::new)),
        bootstrapServers);
  }

  RunningGateway gateway() {
    return gateway;
  }

  UUID chat() {
    UUID chat = UUID.randomUUID();
    Sql.run(
        database,
        """
        insert into chats (id, owner_id, last_message_id, last_message_at, created_at, updated_at,
          wa_chat_id, channel_id, last_message_direction, last_message_type)
        values (?, ?, gen_random_uuid(), now(), now(), now(), ?, '1055', 'inbound', 'text')
        """,
        chat,
        OWN,
        "1055|" + chat);
    return chat;
  }

  void change(UUID chat, String action) {
    gateway
        .signedInApi()
        .post()
        .uri("/api/whatsapp/chats/" + chat + "/" + action)
        .exchange()
        .expectStatus()
        .isOk();
  }

  long waiting() {
    return Long.parseLong(Sql.text(database, "select count(*) from chat_change_outbox"));
  }

  int partitions() {
    try (var consumer = consumer()) {
      return consumer.partitionsFor(Topics.CHAT_CHANGES.name()).size();
    }
  }

  private KafkaConsumer<String, ChatChange> consumer() {
    AvroDeserializer<ChatChange> values = new AvroDeserializer<>();
    values.configure(
        Map.of("schema.registry.url", TestRegistry.url(), "specific.avro.reader", true), false);
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "allow.auto.create.topics", false),
        new StringDeserializer(),
        values);
  }

  /// What the topic tells of a chat, in order.
  List<ConsumerRecord<String, ChatChange>> told(UUID chat) {
    try (var consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.CHAT_CHANGES.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, ChatChange>> found = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key().equals(chat.toString())) {
            found.add(record);
          }
        }
      }
      return found;
    }
  }

  /// Such as `CLOSED REOPENED`.
  String types(UUID chat) {
    return String.join(
        " ", told(chat).stream().map(record -> record.value().getType().name()).toList());
  }

  @Override
  public void close() {
    gateway.close();
  }
}
