package io.awfar.standalone;

import io.awfar.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the broker and the services' management ports for the totals, as an operator would.
final class TotalsReader implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Admin admin;
  private final URI counts;
  private final URI rows;

  TotalsReader(String bootstrapServers, URI dedupManagement, URI persistenceManagement) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.counts = dedupManagement.resolve("/actuator/counts");
    this.rows = persistenceManagement.resolve("/actuator/rows");
  }

  /// The totals now; read from the end of the data's way to its start, so that no part seems ahead
  /// of the one before.
  ///
  /// @throws IOException if a part does not answer
  Totals read() throws IOException, InterruptedException {
    JsonNode stored = get(rows);
    JsonNode counted = get(counts);
    return new Totals(
        rawEvents(),
        counted.get("received").asLong(),
        counted.get("published").asLong(),
        counted.get("duplicates").asLong(),
        counted.get("quarantined").asLong(),
        stored.get("stored").asLong(),
        stored.get("files").asLong(),
        stored.get("media").asLong());
  }

  @Override
  public void close() {
    admin.close(TIMEOUT);
    http.close();
  }

  private long rawEvents() throws IOException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, Topics.RAW_EVENTS.partitions())
            .mapToObj(partition -> new TopicPartition(Topics.RAW_EVENTS.name(), partition))
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try {
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(end -> end.offset())
          .sum();
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not tell the offsets of the raw topic", e);
    }
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
