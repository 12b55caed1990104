package io.awfar.bench.read;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page as a contender answers it.
///
/// @param chat that was asked for, where the subject is one of a chat
record Page(Subject subject, String chat, JsonNode json) {

  /// Asks for one.
  ///
  /// @throws IOException if there is no such page
  static Page ask(Subject subject, int port, String token, String chat)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + subject.path(chat)))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token)
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("No page, but " + answer.statusCode() + ": " + answer.body());
      }
      return new Page(subject, chat, JsonMapper.shared().readTree(answer.body()));
    }
  }

  /// Nobody may be faster by telling less.
  ///
  /// @throws IllegalStateException if one of them has other members or other values, or is not what
  ///   was asked for, or has no rows
  void requireSameAs(Page other) {
    if (!isAnswered() || !json.equals(other.json)) {
      throw new IllegalStateException(
          "Pages of %s that are not alike: %s and %s"
              .formatted(subject.path(chat), json, other.json));
    }
  }

  private boolean isAnswered() {
    JsonNode rows = json.required("data");
    return !rows.isEmpty() && subject.isAnswered(rows, chat);
  }
}
