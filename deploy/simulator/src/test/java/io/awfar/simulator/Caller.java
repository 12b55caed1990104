package io.awfar.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A deployment that calls the API, for tests.
final class Caller {

  static final String NUMBER = "106540352242922";
  static final String OTHER_NUMBER = "106540352242923";
  static final String ACCOUNT = "102290129340398";

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final String token;
  private final Duration patience;

  Caller(URI api, String token) {
    this(api, token, Duration.ofSeconds(20));
  }

  private Caller(URI api, String token, Duration patience) {
    this.api = api;
    this.token = token;
    this.patience = patience;
  }

  Caller withPatience(Duration longest) {
    return new Caller(api, token, longest);
  }

  static String text(String to, String callbackData) {
    return """
    {"messaging_product":"whatsapp","to":"%s","type":"text","text":{"body":"hi"},
     "biz_opaque_callback_data":"%s"}
    """
        .formatted(to, callbackData);
  }

  HttpResponse<byte[]> send(String body) throws IOException, InterruptedException {
    return post("/v23.0/" + NUMBER + "/messages", body);
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return call(HttpRequest.newBuilder(URI.create(api + path)).GET());
  }

  HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
    return call(HttpRequest.newBuilder(URI.create(api + path)).DELETE());
  }

  HttpResponse<byte[]> post(String path, String body) throws IOException, InterruptedException {
    return call(
        HttpRequest.newBuilder(URI.create(api + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<byte[]> upload(String type, byte[] file) throws IOException, InterruptedException {
    String head =
        String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"messaging_product\"",
            "",
            "whatsapp",
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a\"",
            "Content-Type: " + type,
            "",
            "");
    return call(
        HttpRequest.newBuilder(URI.create(api + "/v23.0/" + NUMBER + "/media"))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(file),
                    BodyPublishers.ofString("\r\n--b--\r\n"))));
  }

  static JsonNode json(HttpResponse<byte[]> answer) {
    return JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8));
  }

  /// The code of the error, 0 for an answer that is none.
  static int code(HttpResponse<byte[]> answer) {
    return json(answer).at("/error/code").asInt(0);
  }

  static String wamid(HttpResponse<byte[]> answer) {
    return json(answer).at("/messages/0/id").asString();
  }

  private HttpResponse<byte[]> call(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(
        request.header("Authorization", "Bearer " + token).timeout(patience).build(),
        BodyHandlers.ofByteArray());
  }
}
