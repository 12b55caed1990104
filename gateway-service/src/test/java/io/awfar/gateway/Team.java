package io.awfar.gateway;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A workspace of a test's own, and its users, in the shared gateway. That one has no Kafka, so the
/// changes that are made stay in the outbox.
public final class Team {

  public static final String CHATS = "/api/whatsapp/chats";
  public static final String LABELS = "/api/whatsapp/labels";

  public final UUID workspace = UUID.randomUUID();

  private final Map<String, UUID> users = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();

  public Team() {
    Sql.run(DATABASE, "insert into workspaces (id, name) values (?, 'Team')", workspace);
  }

  /// @param who a role, and anything after a dot to tell two of a role apart
  public UUID user(String who) {
    return users.computeIfAbsent(
        who,
        _ -> {
          UUID id = UUID.randomUUID();
          Sql.run(
              DATABASE,
              """
              insert into users (id, workspace_id, email, name, role, password_hash)
              select ?, ?, ?, ?, ?, password_hash from users where email = ?
              """,
              id,
              workspace,
              email(who),
              "Name of " + who,
              who.split("\\.")[0],
              RunningGateway.EMAIL);
          return id;
        });
  }

  public WebTestClient as(String who) {
    user(who);
    return GATEWAY.withToken(
        tokens.computeIfAbsent(who, _ -> GATEWAY.signIn(email(who), RunningGateway.PASSWORD)));
  }

  private String email(String who) {
    return who + "-" + workspace + "@example.com";
  }

  public ResponseSpec get(String who, String path) {
    return as(who).get().uri(path).exchange();
  }

  public ResponseSpec call(String who, HttpMethod method, String path) {
    return as(who).method(method).uri(path).exchange();
  }

  /// @param body with single quotes for double ones
  public ResponseSpec call(String who, HttpMethod method, String path, String body) {
    return as(who)
        .method(method)
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body.replace('\'', '"'))
        .exchange();
  }

  /// A label that the workspace has from now on.
  public String label(String name) {
    return json(call("admin", HttpMethod.POST, LABELS, "{'name':'" + name + "'}"), 201)
        .path("id")
        .asString();
  }

  public static JsonNode json(ResponseSpec answer, int status) {
    byte[] body =
        answer.expectStatus().isEqualTo(status).expectBody().returnResult().getResponseBody();
    return JsonMapper.shared().readTree(body);
  }

  public static void refusal(ResponseSpec answer, int status, String code) {
    assertThat(json(answer, status).path("code").asString()).isEqualTo(code);
  }

  /// What is told of a chat or label, in order, such as `ASSIGNED CLOSED`.
  public static String told(Object id) {
    String types =
        Sql.text(
            DATABASE,
            "select string_agg(type, ' ' order by id) from chat_change_outbox"
                + " where coalesce(chat_id, label_id) = '%s'".formatted(id));
    return types == null ? "" : types;
  }
}
