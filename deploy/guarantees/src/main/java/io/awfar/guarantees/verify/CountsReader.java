package io.awfar.guarantees.verify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks services on their management ports for what they counted.
public final class CountsReader implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final List<URI> dedup;
  private final URI persistence;

  /// @param dedup every instance, each of which counts its own partitions
  /// @param persistence any instance, all of which count the same tables
  public CountsReader(List<URI> dedup, URI persistence) {
    this.dedup = List.copyOf(dedup);
    this.persistence = persistence;
  }

  /// The counts now; from the end of the data's way to its start, so that no part seems ahead of
  /// the one before.
  ///
  /// @throws IOException if one does not answer, as while partitions move
  public Counts read() throws IOException, InterruptedException {
    JsonNode rows = get(persistence.resolve("/actuator/rows"));
    long received = 0;
    long published = 0;
    long duplicates = 0;
    long quarantined = 0;
    for (URI instance : dedup) {
      JsonNode counts = get(instance.resolve("/actuator/counts"));
      received += counts.get("received").asLong();
      published += counts.get("published").asLong();
      duplicates += counts.get("duplicates").asLong();
      quarantined += counts.get("quarantined").asLong();
    }
    return new Counts(
        received,
        published,
        duplicates,
        quarantined,
        rows.get("stored").asLong(),
        rows.get("files").asLong(),
        rows.get("media").asLong());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private JsonNode get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("%s answers %d".formatted(uri, answer.statusCode()));
    }
    return JSON.readTree(answer.body());
  }
}
