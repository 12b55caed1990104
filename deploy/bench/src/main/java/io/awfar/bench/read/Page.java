package io.awfar.bench.read;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page of messages as a contender answers it.
///
/// @param chat whose messages were asked for
record Page(String chat, JsonNode json) {

  /// Asks for the newest messages of a chat.
  ///
  /// @throws IOException if there is no such page
  static Page ask(int port, String token, String chat) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path(chat)))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("No page, but " + answer.statusCode() + ": " + answer.body());
      }
      return new Page(chat, JsonMapper.shared().readTree(answer.body()));
    }
  }

  static String path(String chat) {
    return "/api/whatsapp/chats/" + chat + "/messages?limit=50";
  }

  /// Nobody may be faster by telling less.
  ///
  /// @throws IllegalStateException if one of them has other members or other values, or messages of
  ///   another chat, or none
  void requireSameAs(Page other) {
    if (!isOfChat() || !json.equals(other.json)) {
      throw new IllegalStateException(
          "Pages of chat %s that are not alike: %s and %s".formatted(chat, json, other.json));
    }
  }

  private boolean isOfChat() {
    JsonNode messages = json.required("data");
    return !messages.isEmpty()
        && StreamSupport.stream(messages.spliterator(), false)
            .allMatch(message -> message.required("chatId").stringValue().equals(chat));
  }
}
