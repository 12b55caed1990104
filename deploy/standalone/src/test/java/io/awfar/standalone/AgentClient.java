package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Uses the REST API as an agent's client does: signs in, pages through chats and their messages.
final class AgentClient {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PAGE = 7;

  private final URI gateway;
  private String token = "";

  AgentClient(URI gateway) {
    this.gateway = gateway;
  }

  static String get(URI uri) throws Exception {
    var answer = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
    return answer.body();
  }

  void signIn(String email, String password) throws Exception {
    String body = JSON.writeValueAsString(java.util.Map.of("email", email, "password", password));
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(gateway.resolve("/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    token = JSON.readTree(answer.body()).get("token").asString();
  }

  /// Sends a message once, however often this is called with the same key.
  ///
  /// @return the receipt
  JsonNode send(String key, String body) throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(gateway.resolve("/api/whatsapp/send"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body());
  }

  /// Follows events until the gateway ends the stream; returns once it has begun.
  ///
  /// @param told by kind
  void follow(BiConsumer<String, JsonNode> told) throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(gateway.resolve("/api/whatsapp/events"))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    Thread.ofVirtual()
        .start(() -> {
          String[] kind = {""};
          answer
              .body()
              .forEach(line -> {
                if (line.startsWith("event: ")) {
                  kind[0] = line.substring(7);
                } else if (line.startsWith("data: ")) {
                  told.accept(kind[0], JSON.readTree(line.substring(6)));
                }
              });
        });
  }

  List<String> chatIds() throws Exception {
    return texts(all("/api/whatsapp/chats"), "id");
  }

  List<String> waMessageIds(String chatId) throws Exception {
    return texts(all("/api/whatsapp/chats/" + chatId + "/messages"), "waMessageId");
  }

  /// The messages of a chat, newest first; none if there is no such chat yet.
  List<JsonNode> messages(UUID chatId) throws Exception {
    return chatIds().contains(chatId.toString())
        ? all("/api/whatsapp/chats/" + chatId + "/messages")
        : List.of();
  }

  private List<JsonNode> all(String path) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    JsonNode page;
    do {
      page = page(path + "?limit=" + PAGE + "&offset=" + rows.size());
      page.get("data").forEach(rows::add);
    } while (page.get("pagination").get("hasMore").asBoolean());
    return rows;
  }

  /// What a route answers, which takes no body and may take its time.
  JsonNode post(String path) throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(gateway.resolve(path))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body());
  }

  /// Uploads a file.
  ///
  /// @return what it became
  JsonNode upload(String fileName, byte[] content) throws Exception {
    String head =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(fileName);
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(gateway.resolve("/api/upload/media"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(
                    BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofString("\r\n--b--\r\n")))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  JsonNode page(String path) throws Exception {
    var answer =
        HTTP.send(
            HttpRequest.newBuilder(gateway.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static List<String> texts(List<JsonNode> rows, String field) {
    return rows.stream().map(row -> row.get(field).asString()).toList();
  }
}
