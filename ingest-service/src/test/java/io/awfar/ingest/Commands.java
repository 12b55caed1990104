package io.awfar.ingest;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.MissingTopics;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.whatsapp.SendCommand;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/// Orders to send, as the gateway writes them.
final class Commands implements AutoCloseable {

  static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");

  /// One of the simulator's numbers.
  static final String CHANNEL = "106540352242922";

  private final KafkaProducer<String, SendCommand> producer;

  Commands(String bootstrapServers, String registryUrl) {
    AvroSerializer<SendCommand> values = new AvroSerializer<>();
    values.configure(Map.of("schema.registry.url", registryUrl), false);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            values);
  }

  /// Makes a topic of commands before a service does.
  static void createTopic(Topic<SendCommand> topic) throws Exception {
    Map<String, Object> configs = Map.of("bootstrap.servers", TestKafka.bootstrapServers());
    List<NewTopic> missing =
        Stream.of(topic.newTopic((short) 1)).filter(new MissingTopics(configs)).toList();
    try (Admin admin = Admin.create(configs)) {
      admin.createTopics(missing).all().get();
    }
  }

  static SendCommand.Builder text(String to, String text) {
    return SendCommand.newBuilder()
        .setSendId(UUID.randomUUID())
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setTo(to)
        .setType("text")
        .setContent("{\"body\":\"" + text + "\"}")
        .setRequestedAt(Instant.now());
  }

  /// Writes a command under the key of its chat; durable when it returns.
  SendCommand send(SendCommand command) throws Exception {
    return write(Topics.SENDS, command);
  }

  /// The same in a partition of its own choice.
  SendCommand send(SendCommand command, int partition) throws Exception {
    String key = ChatKey.of(command.getChannelId(), command.getTo());
    producer.send(new ProducerRecord<>(Topics.SENDS.name(), partition, key, command)).get();
    return command;
  }

  /// The same among the bulk.
  SendCommand sendInBulk(SendCommand command) throws Exception {
    return write(Topics.SENDS_BULK, command);
  }

  private SendCommand write(Topic<SendCommand> topic, SendCommand command) throws Exception {
    String key = ChatKey.of(command.getChannelId(), command.getTo());
    producer.send(new ProducerRecord<>(topic.name(), key, command)).get();
    return command;
  }

  @Override
  public void close() {
    producer.close();
  }
}
