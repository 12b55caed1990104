package io.awfar.gateway.send;

import static io.awfar.gateway.send.SendGateway.OTHER;
import static io.awfar.gateway.send.SendGateway.OWN;
import static io.awfar.gateway.send.SendGateway.accepted;
import static io.awfar.gateway.send.SendGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.schemas.id.StableId;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import io.awfar.whatsapp.RecipientType;
import io.awfar.whatsapp.SendCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SendRoutesTest {

  private static final SendGateway GATEWAY = SendGateway.shared();

  private static ConsumerRecord<String, SendCommand> only(String channel) {
    var written = WrittenSends.of(channel);
    assertThat(written).hasSize(1);
    return written.getFirst();
  }

  @Test
  void aTextForAChatIsDurableInKafkaWhenItIsAnswered() {
    UUID chat = GATEWAY.openChat("7101", "967777000111");

    JsonNode answer = accepted(GATEWAY.send("{'chatId':'" + chat + "','text':{'body':'salaam'}}"));

    var record = only("7101");
    SendCommand command = record.value();
    assertThat(record.key()).isEqualTo("7101|967777000111");
    assertThat(command.getSendId()).hasToString(answer.path("sendId").asString());
    assertThat(answer.path("messageId")).isEqualTo(answer.path("sendId"));
    assertThat(answer.path("chatId").asString()).isEqualTo(chat.toString());
    assertThat(answer.path("status").asString()).isEqualTo("queued");
    assertThat(answer.size()).isEqualTo(4);
    assertThat(command.getOwnerId()).isEqualTo(OWN);
    assertThat(command.getTo()).isEqualTo("967777000111");
    assertThat(command.getWaChatId()).isNull();
    assertThat(command.getType()).isEqualTo("text");
    assertThat(command.getContent()).isEqualTo("{\"body\":\"salaam\"}");
    assertThat(command.getRequestedBy()).isNotNull();
    assertThat(Duration.between(command.getRequestedAt(), Instant.now()))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aPersonKnownByUserIdIsWrittenToByNumberAndStaysInTheChat() {
    UUID chat =
        GATEWAY.chat("7102", "US.1349", "967777000112", "US.1349", Instant.now().plusSeconds(3600));

    accepted(GATEWAY.send("{'chatId':'" + chat + "','text':'salaam'}"));

    var record = only("7102");
    assertThat(record.key()).isEqualTo("7102|US.1349");
    assertThat(record.value().getTo()).isEqualTo("967777000112");
    assertThat(record.value().getWaChatId()).isEqualTo("7102|US.1349");
  }

  @Test
  void aPersonWhoseNumberIsHiddenIsWrittenToByUserId() {
    UUID chat = GATEWAY.chat("7103", "US.1350", null, "US.1350", Instant.now().plusSeconds(3600));

    accepted(GATEWAY.send("{'chatId':'" + chat + "','text':'salaam'}"));

    assertThat(only("7103").value().getTo()).isEqualTo("US.1350");
  }

  @Test
  void aGroupIsWrittenToByItsIdWhateverItsWindow() {
    UUID chat = GATEWAY.groupChat("7104", "Y2Fw=");

    accepted(GATEWAY.send("{'chatId':'" + chat + "','text':'salaam'}"));

    SendCommand command = only("7104").value();
    assertThat(command.getTo()).isEqualTo("Y2Fw=");
    assertThat(command.getRecipientType()).isEqualTo(RecipientType.GROUP);
  }

  @Test
  void somebodyWithoutAChatIsWrittenToByNumberAndTheChatThatWillBeIsTold() {
    JsonNode answer =
        accepted(GATEWAY.send("{'channelId':'7105','to':'+967777000115','message':'salaam'}"));

    var record = only("7105");
    assertThat(record.key()).isEqualTo("7105|967777000115");
    assertThat(record.value().getTo()).isEqualTo("967777000115");
    assertThat(answer.path("chatId").asString())
        .isEqualTo(StableId.chat(OWN, "7105|967777000115").toString());
  }

  @Test
  void somebodyWhoseNumberIsANameOfAKnownPersonStaysInThatPersonsChat() {
    GATEWAY.sql(
        """
        insert into contact_aliases (id, contact_id, owner_id, identity, contact_identity)
        values (?, ?, ?, '967777000116', 'US.1351')
        """,
        StableId.contact(OWN, "967777000116"),
        StableId.contact(OWN, "US.1351"),
        OWN);

    // No chat on this number yet, then one.
    accepted(GATEWAY.send("{'channelId':'7106','to':'967777000116','text':'one'}"));
    UUID chat =
        GATEWAY.chat("7106", "US.1351", "967777000116", "US.1351", Instant.now().plusSeconds(3600));
    JsonNode second =
        accepted(GATEWAY.send("{'channelId':'7106','to':'967777000116','text':'two'}"));

    assertThat(WrittenSends.of("7106"))
        .hasSize(2)
        .allSatisfy(record -> {
          assertThat(record.key()).isEqualTo("7106|US.1351");
          assertThat(record.value().getWaChatId()).isEqualTo("7106|US.1351");
          assertThat(record.value().getTo()).isEqualTo("967777000116");
        });
    assertThat(second.path("chatId").asString()).isEqualTo(chat.toString());
  }

  @Test
  void aChatThatBecamePartOfAnotherIsStillFoundByItsOldId() {
    UUID chat = GATEWAY.openChat("7107", "967777000117");
    UUID old = UUID.randomUUID();
    GATEWAY.sql(
        "insert into chat_aliases (id, chat_id, owner_id) values (?, ?, ?)", old, chat, OWN);

    JsonNode answer = accepted(GATEWAY.send("{'chatId':'" + old + "','text':'salaam'}"));

    assertThat(answer.path("chatId").asString()).isEqualTo(chat.toString());
  }

  @Test
  void aMessageIsAnsweredReactedToAndReadByWhatsAppsIdOfItOrByOurs() {
    UUID chat = GATEWAY.openChat("7108", "967777000118");
    UUID message = GATEWAY.message(chat, "wamid.7108", "inbound");

    for (String id : new String[] {"wamid.7108", message.toString()}) {
      String to = "{'chatId':'" + chat + "',";
      accepted(GATEWAY.send(to + "'text':'yes','context':{'message_id':'" + id + "'}}"));
      accepted(GATEWAY.send(to + "'reaction':{'message_id':'" + id + "','emoji':'👍'}}"));
      JsonNode read =
          accepted(
              GATEWAY.send(
                  to + "'read':{'message_id':'" + id + "','typing_indicator':{'type':'text'}}}"));
      assertThat(read.path("messageId").isNull()).isTrue();
    }

    assertThat(WrittenSends.of("7108"))
        .extracting(record -> record.value().getType())
        .containsExactly("text", "reaction", "read", "text", "reaction", "read");
    assertThat(WrittenSends.of("7108"))
        .allSatisfy(record -> {
          SendCommand command = record.value();
          if (command.getType().equals("text")) {
            assertThat(command.getReplyTo()).isEqualTo("wamid.7108");
          } else {
            assertThat(command.getReplyTo()).isNull();
            assertThat(command.getContent()).contains("\"message_id\":\"wamid.7108\"");
          }
        });
  }

  @Test
  void aMessageOfAnotherChatCanBeNeitherAnsweredNorReadNorReactedTo() {
    UUID chat = GATEWAY.openChat("7109", "967777000119");
    UUID other = GATEWAY.openChat("7109", "967777000120");
    UUID message = GATEWAY.message(other, "wamid.7109", "inbound");
    GATEWAY.message(chat, "wamid.7109.out", "outbound");
    String to = "{'chatId':'" + chat + "',";

    for (String id : new String[] {"wamid.7109", message.toString(), "wamid.none"}) {
      for (String content :
          new String[] {
            "'text':'a','context':{'message_id':'%s'}}",
            "'reaction':{'message_id':'%s','emoji':''}}",
            "'read':{'message_id':'%s'}}"
          }) {
        refusal(GATEWAY.send(to + content.formatted(id)), 422, "message_unknown");
      }
    }
    refusal(GATEWAY.send(to + "'read':{'message_id':'wamid.7109.out'}}"), 422, "message_unknown");
    refusal(
        GATEWAY.send(
            "{'channelId':'7109','to':'967777000199','text':'a','context':{'message_id':'w'}}"),
        422,
        "message_unknown");
    assertThat(WrittenSends.of("7109")).isEmpty();
  }

  @Test
  void agentsSupervisorsAndAdministratorsSendAndAnalystsDoNot() {
    for (String role : new String[] {"agent", "supervisor", "admin"}) {
      accepted(
          GATEWAY.send(
              GATEWAY.as(role, OWN),
              null,
              "{'channelId':'7110','to':'967777000121','text':'" + role + "'}"));
    }
    refusal(
        GATEWAY.send(
            GATEWAY.as("analyst", OWN),
            null,
            "{'channelId':'7110','to':'967777000121','text':'a'}"),
        403,
        "forbidden");
    assertThat(WrittenSends.of("7110")).hasSize(3);
  }

  @Test
  void aWorkspaceSendsNeitherInTheChatsNorFromTheNumbersOfAnother() {
    UUID chat = GATEWAY.openChat("7111", "967777000122");
    createChannel("7112", OWN, SendGateway.KEYS);
    var stranger = GATEWAY.as("agent", OTHER);

    refusal(
        GATEWAY.send(stranger, null, "{'chatId':'" + chat + "','text':'a'}"),
        404,
        "chat_not_found");
    for (String channel : new String[] {"7111", "7112"}) {
      refusal(
          GATEWAY.send(
              stranger, null, "{'channelId':'" + channel + "','to':'967777000122','text':'a'}"),
          404,
          "channel_unknown");
    }
  }

  @Test
  void aNumberThatNobodyKnowsIsUnknownInTheDeploymentsOwnWorkspaceToo() {
    refusal(
        GATEWAY.send("{'channelId':'7199','to':'967777000125','text':'a'}"),
        404,
        "channel_unknown");
    assertThat(WrittenSends.of("7199")).isEmpty();
  }

  @Test
  void aNumberThatTheEnvironmentGivesToAnotherWorkspaceIsNotManaged() {
    createChannel("7110", OTHER, SendGateway.KEYS);

    refusal(
        GATEWAY.send(
            GATEWAY.as("agent", OTHER),
            null,
            "{'channelId':'7110','to':'967777000126','text':'a'}"),
        404,
        "channel_unknown");
  }

  @Test
  void aWorkspaceWithOneChannelNeedNotNameIt() {
    UUID workspace = UUID.fromString("00000000-0000-4000-8000-0000000000d1");
    var agent = GATEWAY.as("agent", workspace);
    String body = "{'to':'967777000123','text':'salaam'}";

    assertThat(
            refusal(GATEWAY.send(agent, null, body), 400, "validation_failed")
                .at("/violations/0/field")
                .asString())
        .isEqualTo("channelId");
    createChannel("7113", workspace, SendGateway.KEYS);
    accepted(GATEWAY.send(agent, null, body));
    createChannel("7114", workspace, SendGateway.KEYS);
    refusal(GATEWAY.send(agent, null, body), 400, "validation_failed");

    assertThat(only("7113").value().getOwnerId()).isEqualTo(workspace);
  }

  @Test
  void aChannelWhoseSecretsNoKeyOpensSendsNothing() {
    createChannel("7115", OWN, ChannelKeys.generate("lost"));
    UUID chat = GATEWAY.openChat("7115", "967777000124");

    refusal(GATEWAY.send("{'chatId':'" + chat + "','text':'a'}"), 409, "channel_unusable");
  }

  @Test
  void anUnknownChatIsNotFound() {
    refusal(
        GATEWAY.send("{'chatId':'" + UUID.randomUUID() + "','text':'a'}"), 404, "chat_not_found");
  }

  @Test
  void allThatIsWrongWithABodyIsOneProblem() {
    JsonNode problem =
        refusal(
            GATEWAY.send("{'channelId':'7','to':'0777','image':{},'color':'red'}"),
            400,
            "validation_failed");

    assertThat(problem.path("violations").valueStream().map(v -> v.path("field").asString()))
        .containsExactlyInAnyOrder("to", "image.id", "color");
    refusal(GATEWAY.send("{'channelId':'7','to':'0777','text':'a'}"), 400, "invalid_recipient");
    refusal(GATEWAY.send("{'text':"), 400, "malformed_body");
    refusal(GATEWAY.send(""), 400, "malformed_body");
  }

  /// As a gateway with these keys writes it.
  private static void createChannel(String id, UUID workspace, String keys) {
    AvroSerializer<Channel> values = new AvroSerializer<>();
    values.configure(Map.of("schema.registry.url", TestRegistry.url()), false);
    Channel channel =
        Channel.newBuilder()
            .setChannelId(id)
            .setOwnerId(workspace)
            .setBusinessAccountId("1" + id)
            .setName("Sales")
            .setState(ChannelState.ACTIVE)
            .setCredentials(
                SealedCredentials.seal(id, ChannelSecrets.NONE, ChannelKeys.parse(keys)))
            .setSendsPerSecond(80)
            .setUpdatedAt(Instant.EPOCH)
            .setVersion(1)
            .build();
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
            new StringSerializer(),
            values)) {
      producer.send(new ProducerRecord<>(Topics.CHANNELS.name(), id, channel));
    }
    ChannelDirectory directory = GATEWAY.gateway().bean(ChannelDirectory.class);
    await().atMost(Duration.ofSeconds(10)).until(() -> directory.find(id).isPresent());
  }
}
