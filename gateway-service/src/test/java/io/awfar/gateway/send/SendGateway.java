package io.awfar.gateway.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.gateway.channel.PlayedWhatsApp;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A gateway with Kafka whose users send.
final class SendGateway implements AutoCloseable {

  static final UUID OWN = UUID.fromString(RunningGateway.WORKSPACE);
  static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-0000000000bb");
  static final String PATH = "/api/whatsapp/send";
  static final String KEYS = ChannelKeys.generate("one");

  /// Numbers of [Stage#OWN] that are not managed and may be sent from before there is a chat.
  private static final int[] NUMBERS = {
    7105, 7106, 7109, 7110, 7201, 7301, 7302, 7303, 7304, 7305, 7306, 7307, 7308, 7309, 7310, 7311,
    7312, 7401
  };

  private final TestPostgres.Database database;
  private final RunningGateway gateway;
  private final Map<String, String> tokens = new HashMap<>();

  private SendGateway(TestPostgres.Database database, RunningGateway gateway) {
    this.database = database;
    this.gateway = gateway;
  }

  /// The one that tests share which tell their rows and commands apart by the number.
  private static final class Shared {

    /// The first question for a group's offsets waits for the broker to make their topic.
    static final SendGateway GATEWAY =
        startOn(
            TestKafka.bootstrapServers(),
            "AWFAR_GATEWAY_SEND_LAG_TIME_MAX=10s",
            "AWFAR_GATEWAY_SEND_TEMPLATE_TIME_MAX=1s",
            "AWFAR_WHATSAPP_API_URL=" + PlayedWhatsApp.SHARED.url());
  }

  static SendGateway shared() {
    return Shared.GATEWAY;
  }

  static SendGateway startOn(String bootstrapServers, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "--AWFAR_KAFKA_BOOTSTRAP_SERVERS=" + bootstrapServers,
                "--AWFAR_KAFKA_REPLICATION_FACTOR=1",
                "--AWFAR_SCHEMA_REGISTRY_URL=" + TestRegistry.url(),
                "--AWFAR_CHANNEL_KEYS=" + KEYS));
    for (int number : NUMBERS) {
      settings.add("--awfar.ingest.channel.owners." + number + "=" + OWN);
    }
    for (String setting : more) {
      settings.add("--" + setting);
    }
    TestPostgres.Database database = TestPostgres.create();
    SendGateway started =
        new SendGateway(database, RunningGateway.ready(database, settings.toArray(String[]::new)));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(started.gateway.bean(ChannelDirectory.class)::isCaughtUp);
    return started;
  }

  TestPostgres.Database database() {
    return database;
  }

  RunningGateway gateway() {
    return gateway;
  }

  WebTestClient agent() {
    return as("agent", OWN);
  }

  WebTestClient as(String role, UUID workspace) {
    String email = role + "-" + workspace + "@example.com";
    String token =
        tokens.computeIfAbsent(
            email,
            _ -> {
              addUser(email, role, workspace);
              return gateway.signIn(email, RunningGateway.PASSWORD);
            });
    return gateway.withToken(token);
  }

  private void addUser(String email, String role, UUID workspace) {
    sql(
        "insert into workspaces (id, name) values (?, 'Another') on conflict do nothing",
        workspace);
    sql(
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select ?, ?, 'Somebody', password_hash, ? from users where email = ?
        """,
        workspace,
        email,
        role,
        RunningGateway.EMAIL);
  }

  EntityExchangeResult<byte[]> send(String body) {
    return send(agent(), null, body);
  }

  EntityExchangeResult<byte[]> send(String key, String body) {
    return send(agent(), key, body);
  }

  /// @param key of idempotency; null for none
  /// @param body with single quotes for double ones
  EntityExchangeResult<byte[]> send(WebTestClient client, String key, String body) {
    return client
        .post()
        .uri(PATH)
        .headers(headers -> {
          if (key != null) {
            headers.set("Idempotency-Key", key);
          }
        })
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body.replace('\'', '"'))
        .exchange()
        .expectBody()
        .returnResult();
  }

  static JsonNode accepted(EntityExchangeResult<byte[]> answer) {
    assertThat(answer.getStatus().value()).as(text(answer)).isEqualTo(202);
    return json(answer);
  }

  static JsonNode refusal(EntityExchangeResult<byte[]> answer, int status, String code) {
    assertThat(answer.getStatus().value()).as(text(answer)).isEqualTo(status);
    assertThat(json(answer).path("code").asString()).isEqualTo(code);
    return json(answer);
  }

  private static JsonNode json(EntityExchangeResult<byte[]> answer) {
    return JsonMapper.shared().readTree(answer.getResponseBody());
  }

  private static String text(EntityExchangeResult<byte[]> answer) {
    byte[] body = answer.getResponseBody();
    return body == null ? "" : new String(body);
  }

  int sql(String statement, Object... values) {
    return Sql.run(database, statement, values);
  }

  /// A chat with somebody, as persistence-service writes it.
  ///
  /// @param name user id or phone number that the chat is named by
  /// @param windowExpiresAt null if the contact never wrote
  UUID chat(String channel, String name, String phone, String userId, Instant windowExpiresAt) {
    UUID contact = StableId.contact(OWN, name);
    sql(
        """
        insert into contacts (id, owner_id, seen_at, created_at, wa_id, phone, user_id)
        values (?, ?, now(), now(), ?, ?, ?) on conflict do nothing
        """,
        contact,
        OWN,
        name,
        phone,
        userId);
    return chatRow(channel, name, contact, null, windowExpiresAt);
  }

  /// A chat with a group that has not been heard of for long.
  UUID groupChat(String channel, String groupId) {
    return chatRow(channel, groupId, null, groupId, Instant.EPOCH);
  }

  private UUID chatRow(
      String channel, String name, UUID contact, String groupId, Instant windowExpiresAt) {
    UUID chat = StableId.chat(OWN, ChatKey.of(channel, name));
    sql(
        """
        insert into chats (id, owner_id, contact_id, group_id, last_message_id, last_message_at,
          created_at, updated_at, wa_chat_id, channel_id, last_message_direction,
          last_message_type, window_expires_at)
        values (?, ?, ?, ?, ?, now(), now(), now(), ?, ?, 'inbound', 'text', ?)
        """,
        chat,
        OWN,
        contact,
        groupId,
        UUID.randomUUID(),
        ChatKey.of(channel, name),
        channel,
        windowExpiresAt == null ? null : windowExpiresAt.atOffset(ZoneOffset.UTC));
    return chat;
  }

  /// A chat with a phone number whose window is open.
  UUID openChat(String channel, String phone) {
    return chat(channel, phone, phone, null, Instant.now().plusSeconds(3600));
  }

  UUID message(UUID chat, String waMessageId, String direction) {
    UUID message = UUID.randomUUID();
    sql(
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type)
        values (?, ?, ?, now(), now(), '1055', ?, ?, 'text')
        """,
        message,
        OWN,
        chat,
        waMessageId,
        direction);
    return message;
  }

  @Override
  public void close() {
    gateway.close();
  }
}
