package io.awfar.gateway.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

/// A gateway with Kafka, and its users: one of each role, and an administrator of another
/// workspace.
final class ChannelGateway implements AutoCloseable {

  static final String KEYS = ChannelKeys.generate("one");
  static final List<String> OTHER_ROLES = List.of("supervisor", "agent", "analyst");

  private static final String PATH = "/api/whatsapp/channels";

  private final TestPostgres.Database database;
  private final RunningGateway gateway;
  private final Map<String, String> tokens = new HashMap<>();

  private ChannelGateway(TestPostgres.Database database, RunningGateway gateway) {
    this.database = database;
    this.gateway = gateway;
  }

  static ChannelGateway start(String... more) {
    return start(TestPostgres.create(), KEYS, more);
  }

  /// All gateways of a test share the topic, with those of other tests; a number is used once.
  static ChannelGateway start(TestPostgres.Database database, String keys, String... more) {
    return startOn(TestKafka.bootstrapServers(), database, keys, more);
  }

  static ChannelGateway startOn(
      String bootstrapServers, TestPostgres.Database database, String keys, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("AWFAR_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    settings.put("AWFAR_SCHEMA_REGISTRY_URL", TestRegistry.url());
    settings.put("AWFAR_CHANNEL_KEYS", keys);
    settings.put("AWFAR_WHATSAPP_API_URL", PlayedWhatsApp.SHARED.url());
    for (String setting : more) {
      settings.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    ChannelGateway started =
        new ChannelGateway(database, RunningGateway.ready(database, arguments));
    if (bootstrapServers.equals(TestKafka.bootstrapServers())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(started.gateway.bean(ChannelDirectory.class)::isCaughtUp);
    }
    return started;
  }

  TestPostgres.Database database() {
    return database;
  }

  RunningGateway gateway() {
    return gateway;
  }

  WebTestClient admin() {
    return gateway.signedInApi();
  }

  /// A user with that role, of the first workspace.
  WebTestClient as(String role) {
    return as(role, UUID.fromString(RunningGateway.WORKSPACE));
  }

  WebTestClient stranger() {
    return as("admin", UUID.fromString("00000000-0000-4000-8000-0000000000bb"));
  }

  ResponseSpec create(WebTestClient client, Map<String, Object> channel) {
    return client
        .post()
        .uri(PATH)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json(channel))
        .exchange();
  }

  ResponseSpec get(WebTestClient client, String id) {
    return client.get().uri(PATH + "/" + id).exchange();
  }

  ResponseSpec list(WebTestClient client) {
    return client.get().uri(PATH).exchange();
  }

  ResponseSpec patch(WebTestClient client, String id, String ifMatch, Map<String, Object> patch) {
    var request = client.patch().uri(PATH + "/" + id);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(json(patch))
        .exchange();
  }

  ResponseSpec delete(WebTestClient client, String id, String ifMatch) {
    var request = client.delete().uri(PATH + "/" + id);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch)).exchange();
  }

  ResponseSpec check(WebTestClient client, String id) {
    return client.post().uri(PATH + "/" + id + "/check").exchange();
  }

  /// The body of a refusal.
  static String refusal(ResponseSpec answer, int status, String code) {
    String body =
        answer
            .expectStatus()
            .isEqualTo(status)
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();
    assertThat(body).contains("\"code\":\"" + code + "\"");
    return body;
  }

  static Map<String, Object> channel(String id) {
    return new HashMap<>(
        Map.of(
            "id", id,
            "businessAccountId", "1" + id,
            "name", "Sales",
            "appSecret", "app-secret-of-" + id,
            "accessToken", "access-token-of-" + id,
            "verifyToken", "verify-token-of-" + id));
  }

  /// As bytes, which the client of the test does not log.
  private static byte[] json(Map<String, Object> body) {
    return JsonMapper.shared().writeValueAsBytes(body);
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

  /// With the password of the first user.
  private void addUser(String email, String role, UUID workspace) {
    Sql.run(
        database,
        "insert into workspaces (id, name) values (?, 'Another') on conflict do nothing",
        workspace);
    Sql.run(
        database,
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select ?, ?, 'Somebody', password_hash, ? from users where email = ?
        """,
        workspace,
        email,
        role,
        RunningGateway.EMAIL);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
