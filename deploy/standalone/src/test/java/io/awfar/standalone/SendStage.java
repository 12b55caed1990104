package io.awfar.standalone;

import io.awfar.dedup.DedupStream;
import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.simulator.Simulator;
import io.awfar.simulator.SimulatorSettings;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.SendAttempt;
import io.awfar.whatsapp.SendCommand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.context.ConfigurableApplicationContext;

/// All that ingest-service meets when it sends: a broker, a registry, dedup-stream, and WhatsApp
/// with a count of its own.
final class SendStage implements AutoCloseable {

  static final String CHANNEL = "106540352242922";

  private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String SECRET = "app-secret";

  private final EmbeddedKafka kafka;
  private final TestRegistry registry = TestRegistry.start();
  private final int port = FreePorts.next();
  private final Simulator whatsApp;
  private final ConfigurableApplicationContext dedup;
  private final KafkaProducer<String, SendCommand> producer;
  private final CleanTopics topics;
  private final List<SendCommand> asked = new ArrayList<>();

  SendStage(Path folder) throws IOException {
    // An instance that died is missed after a second, not after 6 or more.
    kafka =
        EmbeddedKafka.start(
            folder,
            FreePorts.next(),
            FreePorts.next(),
            Map.of("group.min.session.timeout.ms", "1000"));
    whatsApp =
        Simulator.start(
            SimulatorSettings.builder(URI.create("http://127.0.0.1:" + port + "/webhook"), SECRET)
                .eventsMax(0)
                .statusDelay(Duration.ofMillis(50))
                .retryDelayMin(Duration.ofMillis(200))
                .retryDelayMax(Duration.ofSeconds(1))
                .stopTimeout(Duration.ofSeconds(1))
                .build());
    dedup =
        DedupStream.application()
            .registerShutdownHook(false)
            .run(
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.kafka.properties.[schema.registry.url]=" + registry.baseUrl(),
                "--awfar.dedup.instance-id=sends",
                "--server.port=0",
                "--logging.structured.format.console=",
                "--logging.level.root=error",
                "--logging.level.org.apache.kafka=off");
    AvroSerializer<SendCommand> values = new AvroSerializer<>();
    values.configure(Map.of("schema.registry.url", registry.baseUrl()), false);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            values);
    topics = new CleanTopics(kafka.bootstrapServers(), registry.baseUrl());
  }

  Simulator whatsApp() {
    return whatsApp;
  }

  /// Everything that was asked for.
  List<SendCommand> asked() {
    return asked;
  }

  /// How ingest-service is told of all this.
  ///
  /// @param management port of its management
  List<String> arguments(int webhook, int management, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=" + webhook,
                "--management.server.port=" + management,
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--spring.kafka.properties.[schema.registry.url]=" + registry.baseUrl(),
                "--spring.kafka.consumer.properties.[session.timeout.ms]=2000",
                "--spring.kafka.consumer.properties.[heartbeat.interval.ms]=500",
                "--awfar.ingest.webhook.app-secrets=" + SECRET,
                "--awfar.ingest.webhook.verify-token=verify",
                "--awfar.ingest.publish.replication-factor=1",
                "--awfar.ingest.rehearsal.time-max=0s",
                "--awfar.ingest.send.api-url=" + whatsApp.api(),
                "--awfar.ingest.send.access-token=simulator-access-token",
                "--awfar.ingest.send.doubt-time-max=4s",
                "--logging.structured.format.console=",
                "--logging.level.root=warn"));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /// The port that WhatsApp's webhooks go to.
  int webhookPort() {
    return port;
  }

  /// Asks for a text; durable when it returns.
  SendCommand ask(String to) throws Exception {
    SendCommand command = text(to);
    write(command);
    asked.add(command);
    return command;
  }

  /// Asks for the same among the bulk.
  SendCommand askInBulk(String to) throws Exception {
    SendCommand command = text(to);
    write(Topics.SENDS_BULK, command);
    asked.add(command);
    return command;
  }

  /// Writes a command, perhaps once more.
  void write(SendCommand command) throws Exception {
    write(Topics.SENDS, command);
  }

  private void write(Topic<SendCommand> topic, SendCommand command) throws Exception {
    String key = ChatKey.of(CHANNEL, command.getTo());
    producer.send(new ProducerRecord<>(topic.name(), key, command)).get();
  }

  private SendCommand text(String to) {
    return SendCommand.newBuilder()
        .setSendId(UUID.randomUUID())
        .setOwnerId(OWNER)
        .setChannelId(CHANNEL)
        .setTo(to)
        .setType("text")
        .setContent("{\"body\":\"number " + asked.size() + "\"}")
        .setRequestedAt(Instant.now())
        .build();
  }

  List<MessageStatus> statuses() {
    return topics.read(Topics.STATUSES).stream().map(ConsumerRecord::value).toList();
  }

  List<ConsumerRecord<String, SendAttempt>> attempts() {
    return Stream.of(Topics.SEND_ATTEMPTS, Topics.SEND_ATTEMPTS_BULK)
        .flatMap(topic -> topics.read(topic).stream())
        .toList();
  }

  /// Commands that the service has committed.
  long committed() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      return admin
          .listConsumerGroupOffsets("ingest-service.sends")
          .partitionsToOffsetAndMetadata()
          .get()
          .values()
          .stream()
          .mapToLong(OffsetAndMetadata::offset)
          .sum();
    }
  }

  @Override
  public void close() {
    producer.close();
    dedup.close();
    whatsApp.close();
    registry.close();
    kafka.close();
  }
}
