package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.SendCommand;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A send on its whole way: command, call, outcome, statuses, row, page. A system of its own, for
/// others count all rows of theirs.
@Timeout(240)
@TestInstance(Lifecycle.PER_CLASS)
class SendEndToEndIT {

  private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String CHANNEL = AwfarOnOneMachine.PHONE_NUMBER_IDS.getFirst();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private AwfarOnOneMachine awfar;
  private AgentClient agent;
  private KafkaProducer<String, SendCommand> producer;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    awfar = AwfarOnOneMachine.start(OnFreePorts.in(data));
    agent = new AgentClient(awfar.endpoints().http(Port.GATEWAY));
    agent.signIn(awfar.credentials().email(), awfar.credentials().password());
    AvroSerializer<SendCommand> values = new AvroSerializer<>();
    values.configure(
        Map.of("schema.registry.url", awfar.servers().registry().url().toString()), false);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", awfar.servers().kafka().bootstrapServers()),
            new StringSerializer(),
            values);
  }

  @AfterAll
  void stop() {
    producer.close();
    awfar.close();
  }

  @Test
  void anAgentSeesTheTextAsSoonAsItIsAskedForAndThenHowFarItHasCome() throws Exception {
    UUID sendId = ask("4915100001", "text", "{\"body\":\"on its way\"}");

    await().atMost(PATIENCE).until(() -> status("4915100001", sendId).equals("read"));
    JsonNode message = message("4915100001", sendId);
    assertThat(message.get("direction").asString()).isEqualTo("outbound");
    assertThat(message.get("body").asString()).isEqualTo("on its way");
    assertThat(message.get("waMessageId").asString()).startsWith("wamid.");
    // The outcome is an event like any other, and the row of the send is none.
    Totals totals = awfar.drain(PATIENCE);
    assertThat(totals.contradiction()).isEmpty();
    assertThat(totals.published()).isPositive();
    assertThat(totals.quarantined()).isZero();
  }

  @Test
  void whatAnAgentSendsOverTheApiIsFollowedByItsIdToTheEndAndIsSentOnce() throws Exception {
    String body =
        """
        {"channelId":"%s","to":"4915100009","text":"over the api"}
        """
            .formatted(CHANNEL);

    JsonNode receipt = agent.send("once", body);
    assertThat(agent.send("once", body)).isEqualTo(receipt);

    UUID messageId = UUID.fromString(receipt.get("messageId").asString());
    UUID chatId = UUID.fromString(receipt.get("chatId").asString());
    assertThat(messageId).hasToString(receipt.get("sendId").asString());
    await().atMost(PATIENCE).until(() -> status("4915100009", messageId).equals("read"));
    assertThat(agent.messages(chatId))
        .filteredOn(message -> message.get("direction").asString().equals("outbound"))
        .singleElement()
        .satisfies(message -> assertThat(message.get("body").asString()).isEqualTo("over the api"));
  }

  @Test
  void aFileThatAnAgentUploadedIsSentByItsPathAndSeenByItsUrl() throws Exception {
    byte[] content = "Opening hours: 9 to 5.".getBytes(StandardCharsets.UTF_8);

    JsonNode file = agent.upload("hours.txt", content);

    String path = file.get("path").asString();
    assertThat(file.get("mimeType").asString()).isEqualTo("text/plain");
    String url = agent.page("/api/upload/signed-url/" + path).get("url").asString();
    assertThat(AgentClient.get(URI.create(url))).isEqualTo("Opening hours: 9 to 5.");
    JsonNode receipt =
        agent.send(
            "file",
            """
            {"channelId":"%s","to":"4915100012","document":{"path":"%s","filename":"hours.txt"}}
            """
                .formatted(CHANNEL, path));
    UUID messageId = UUID.fromString(receipt.get("messageId").asString());
    await().atMost(PATIENCE).until(() -> status("4915100012", messageId).equals("read"));
  }

  @Test
  void whatComesInIsFoundByItsWordsAndUnreadUntilItIsMarkedAsRead() throws Exception {
    String contact = "4915100011";
    UUID chat = StableId.chat(OWNER, ChatKey.of(CHANNEL, contact));
    WebhookClient whatsApp =
        new WebhookClient(awfar.endpoints().webhook(), awfar.credentials().appSecret());
    for (int i = 0; i < 2; i++) {
      assertThat(whatsApp.post(inbound(contact, i))).isEqualTo(200);
    }
    await().atMost(PATIENCE).until(() -> unread(chat) == 2);

    JsonNode found = agent.page("/api/whatsapp/search?q=parcel+unopen");
    assertThat(found.get("data").size()).isEqualTo(1);
    JsonNode message = found.get("data").get(0);
    assertThat(message.get("body").asString()).isEqualTo("Parcel number 0 came unopened");

    agent.post("/api/whatsapp/messages/" + message.get("id").asString() + "/read");
    await().atMost(PATIENCE).until(() -> unread(chat) == 1);

    assertThat(agent.post("/api/whatsapp/chats/" + chat + "/read").get("status").asString())
        .isEqualTo("queued");
    await().atMost(PATIENCE).until(() -> unread(chat) == 0);
    assertThat(agent.post("/api/whatsapp/chats/" + chat + "/read").get("status").asString())
        .isEqualTo("unchanged");
    assertThat(agent.page("/api/whatsapp/status").get("connected").asBoolean()).isTrue();
  }

  private long unread(UUID chat) throws Exception {
    for (JsonNode row : agent.page("/api/whatsapp/chats?limit=100").get("data")) {
      if (row.get("id").asString().equals(chat.toString())) {
        return row.get("unreadCount").asLong();
      }
    }
    return -1;
  }

  private static byte[] inbound(String contact, int number) {
    String value =
        """
        {"messaging_product":"whatsapp","metadata":{"phone_number_id":"%s"},
        "contacts":[{"wa_id":"%s"}],"messages":[{"from":"%s","id":"wamid.unread.%d",
        "timestamp":"%d","type":"text","text":{"body":"Parcel number %d came %s"}}]}\
        """
            .formatted(
                CHANNEL,
                contact,
                contact,
                number,
                Instant.now().getEpochSecond() + number,
                number,
                number == 0 ? "unopened" : "late");
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":%s}]}]}\
    """
        .formatted(value)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aSendThatWhatsAppRefusesHasFailed() throws Exception {
    UUID sendId = ask("1999131047", "text", "{\"body\":\"too late\"}");

    await().atMost(PATIENCE).until(() -> status("1999131047", sendId).equals("failed"));
    assertThat(message("1999131047", sendId).get("waMessageId").isNull()).isTrue();
  }

  @Test
  void aSendThatIsNoneHasFailedToo() throws Exception {
    UUID sendId = ask("4915100003", "text", "{}");

    await().atMost(PATIENCE).until(() -> status("4915100003", sendId).equals("failed"));
  }

  private UUID ask(String to, String type, String content) throws Exception {
    SendCommand command =
        SendCommand.newBuilder()
            .setSendId(UUID.randomUUID())
            .setOwnerId(OWNER)
            .setChannelId(CHANNEL)
            .setTo(to)
            .setType(type)
            .setContent(content)
            .setRequestedAt(Instant.now())
            .build();
    String key = ChatKey.of(CHANNEL, to);
    producer.send(new ProducerRecord<>(Topics.SENDS.name(), key, command)).get();
    return command.getSendId();
  }

  private String status(String to, UUID sendId) throws Exception {
    JsonNode message = message(to, sendId);
    return message == null ? "" : message.get("status").asString();
  }

  private JsonNode message(String to, UUID sendId) throws Exception {
    UUID chat = StableId.chat(OWNER, ChatKey.of(CHANNEL, to));
    return agent.messages(chat).stream()
        .filter(message -> message.get("id").asString().equals(sendId.toString()))
        .findFirst()
        .orElse(null);
  }
}
