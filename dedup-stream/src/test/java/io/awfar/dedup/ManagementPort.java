package io.awfar.dedup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a running service over HTTP, as an operator does.
record ManagementPort(int port) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  boolean isReady() {
    return status("/actuator/health/readiness") == 200;
  }

  boolean isLive() {
    return status("/actuator/health/liveness") == 200;
  }

  /// The counts, all -1 while they cannot be read.
  Counts counts() {
    HttpResponse<String> answer = get("/actuator/counts");
    if (answer == null || answer.statusCode() != 200) {
      return new Counts(-1, -1, -1, -1);
    }
    JsonNode counts = JSON.readTree(answer.body());
    return new Counts(
        counts.get("received").asLong(),
        counts.get("published").asLong(),
        counts.get("duplicates").asLong(),
        counts.get("quarantined").asLong());
  }

  String metrics() {
    return get("/actuator/prometheus").body();
  }

  /// A gauge without tags of its own, or -1 while it cannot be read.
  long metric(String name) {
    HttpResponse<String> answer = get("/actuator/prometheus");
    return answer == null
        ? -1
        : answer
            .body()
            .lines()
            .filter(line -> line.startsWith(name + '{'))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .mapToLong(value -> (long) Double.parseDouble(value))
            .findFirst()
            .orElse(-1);
  }

  record Counts(long received, long published, long duplicates, long quarantined) {}

  private int status(String path) {
    HttpResponse<String> answer = get(path);
    return answer == null ? 0 : answer.statusCode();
  }

  private HttpResponse<String> get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return HTTP.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
