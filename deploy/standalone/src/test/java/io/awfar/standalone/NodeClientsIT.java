package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.ChannelEvent;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Node.js clients of Confluent and of kafkajs read what we write, and we read what they write;
/// where Node.js is not installed there is nothing to try.
@EnabledIf("nodeIsInstalled")
class NodeClientsIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path SCRIPTS = Path.of("src/test/node");
  private static final Path WORK = Path.of("target/node");
  private static final Topic<ChannelEvent> TOPIC =
      new Topic<>("node-clients", ChannelEvent.class, 1, Duration.ofDays(1), Topic.Cleanup.DELETE);

  static boolean nodeIsInstalled() {
    return Stream.of("node", "npm")
        .allMatch(tool ->
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
  }

  @Test
  void nodeClientsReadWhatWeWriteAndWeReadWhatTheyWrite() throws Exception {
    Servers servers = RunningAwfar.get().servers();
    String broker = servers.kafka().bootstrapServers();
    String registry = servers.registry().url().toString();
    installClients();
    write(broker, registry);

    List<JsonNode> read =
        run("node", "echo-topic.js", broker, registry, TOPIC.name())
            .lines()
            .filter(line -> line.startsWith("{"))
            .map(JSON::readTree)
            .toList();

    assertThat(read.stream().map(line -> line.get("client").asString()))
        .containsExactly("kafkajs", "confluentinc");
    assertThat(read)
        .allSatisfy(line -> {
          JsonNode value = line.get("value");
          assertThat(line.get("key").asString()).isEqualTo(Events.ACCOUNT_UPDATE.getChannelId());
          assertThat(value.get("content").asString()).isEqualTo(Events.ACCOUNT_UPDATE.getContent());
          assertThat(value.get("eventId").asString())
              .isEqualTo(Events.ACCOUNT_UPDATE.getEventId().toString());
        });
    assertThat(new CleanTopics(broker, registry).read(TOPIC).stream().map(ConsumerRecord::value))
        .containsExactly(Events.ACCOUNT_UPDATE, Events.ACCOUNT_UPDATE);
  }

  @Test
  void nodeClientsReadWhatTheStreamPublished() throws Exception {
    AwfarOnOneMachine awfar = RunningAwfar.get();
    installClients();
    WebhookClient whatsApp =
        new WebhookClient(awfar.endpoints().webhook(), awfar.credentials().appSecret());
    assertThat(whatsApp.post(Payloads.picture())).isEqualTo(200);
    assertThat(awfar.drain(Duration.ofSeconds(60)).isDrained()).isTrue();

    String read =
        run(
            "node",
            "echo-topic.js",
            awfar.servers().kafka().bootstrapServers(),
            awfar.servers().registry().url().toString(),
            Topics.MESSAGES.name(),
            "read");

    assertThat(read.lines().filter(line -> line.startsWith("{")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("waMessageId"));
  }

  private static void installClients() throws Exception {
    Files.createDirectories(WORK);
    for (String file : List.of("package.json", "echo-topic.js")) {
      Files.copy(SCRIPTS.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    String unused = run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
  }

  private static void write(String broker, String registry) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.createTopics(List.of(TOPIC.newTopic((short) 1))).all().get();
    }
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            broker,
            "schema.registry.url",
            registry,
            "key.serializer",
            "org.apache.kafka.common.serialization.StringSerializer",
            "value.serializer",
            "io.awfar.schemas.serde.AvroSerializer");
    try (var producer = new KafkaProducer<String, ChannelEvent>(client)) {
      ChannelEvent event = Events.ACCOUNT_UPDATE;
      producer.send(new ProducerRecord<>(TOPIC.name(), event.getChannelId(), event)).get();
    }
  }

  private static String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .directory(WORK.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
