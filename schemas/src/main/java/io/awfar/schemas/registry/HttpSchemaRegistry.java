package io.awfar.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.awfar.schemas.http.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A schema registry behind Confluent's REST API; every answer is remembered, since ids never
/// change their meaning.
///
/// Calls block: have the first one made before an event loop depends on it.
public final class HttpSchemaRegistry implements SchemaRegistry {

  private static final Logger log = LoggerFactory.getLogger(HttpSchemaRegistry.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final String ERROR_CHARS_CUT = "...";
  private static final int ERROR_CHARS_MAX = 300;

  private final RegistrySettings settings;
  private final HttpClient http;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  private record Registration(String subject, Schema schema) {}

  public HttpSchemaRegistry(RegistrySettings settings) {
    this.settings = settings;
    this.http = HttpClient.newBuilder().connectTimeout(settings.connectTimeout()).build();
  }

  @Override
  public int register(String subject, Schema schema) {
    return ids.computeIfAbsent(
        new Registration(subject, schema),
        r -> postSchema("/subjects/" + encoded(subject) + "/versions", subject, schema));
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return ids.computeIfAbsent(
        new Registration(subject, schema),
        r -> postSchema("/subjects/" + encoded(subject), subject, schema));
  }

  @Override
  public Schema byId(int id) {
    return schemas.computeIfAbsent(id, this::fetch);
  }

  @Override
  public void close() {
    http.close();
  }

  private int postSchema(String path, String subject, Schema schema) {
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    HttpResponse<String> answer = exchange("POST", path, body);
    if (answer.statusCode() != 200) {
      throw new SchemaRefusedException(
          "The schema registry refused %s for subject %s: HTTP %d, %s"
              .formatted(schema.getFullName(), subject, answer.statusCode(), reason(answer)));
    }
    JsonNode id = json(answer).get("id");
    if (id == null || !id.isInt()) {
      throw new SchemaRefusedException(
          "The schema registry answered without an id: " + reason(answer));
    }
    return id.intValue();
  }

  private Schema fetch(int id) {
    HttpResponse<String> answer = exchange("GET", "/schemas/ids/" + id, null);
    if (answer.statusCode() == 404) {
      throw new UnknownSchemaException("The schema registry has no schema with id " + id);
    }
    if (answer.statusCode() != 200) {
      throw new SchemaRefusedException(
          "The schema registry refused schema id %d: HTTP %d, %s"
              .formatted(id, answer.statusCode(), reason(answer)));
    }
    JsonNode schema = json(answer).get("schema");
    try {
      return new Schema.Parser().parse(schema == null ? "" : schema.asText());
    } catch (AvroRuntimeException e) {
      throw new UnknownSchemaException(
          "Schema id " + id + " is not an Avro schema: " + e.getMessage());
    }
  }

  /// One request, repeated while nothing answers; the answer may still be a refusal.
  private HttpResponse<String> exchange(String method, String path, @Nullable String body) {
    IOException failure = new IOException("not tried");
    for (int attempt = 0; attempt <= settings.retriesMax(); attempt++) {
      URI base = settings.urls().get(attempt % settings.urls().size());
      try {
        if (attempt > 0) {
          Thread.sleep(delay(attempt));
        }
        HttpResponse<String> answer = send(request(base, method, path, body));
        if (answer.statusCode() < 500 && answer.statusCode() != 429) {
          return answer;
        }
        failure = new IOException("HTTP " + answer.statusCode() + ", " + reason(answer));
      } catch (IOException e) {
        failure = e;
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
      log.warn(
          "Schema registry {}: {} {} found no answer: {}", base, method, path, failure.toString());
    }
    throw new SchemaRegistryUnavailableException(
        "No schema registry at %s answered %s %s in %d attempts"
            .formatted(settings.urls(), method, path, settings.retriesMax() + 1),
        failure);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return Exchange.send(http, request, BodyHandlers.ofString()).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }

  private HttpRequest request(URI base, String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(settings.requestTimeout())
            .header("Accept", MEDIA_TYPE + ", application/json");
    settings
        .userInfo()
        .map(user -> Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(user -> request.header("Authorization", "Basic " + user));
    return body == null
        ? request.GET().build()
        : request
            .header("Content-Type", MEDIA_TYPE)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
  }

  /// Doubles from the shortest to the longest delay; the jitter keeps many clients from coming back
  /// together.
  private Duration delay(int attempt) {
    long longest =
        Math.min(
            settings.retryDelayMax().toMillis(),
            settings.retryDelayMin().toMillis() << Math.min(attempt - 1, 20));
    return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new SchemaRefusedException(
          "The schema registry did not answer in JSON: " + cut(answer.body()));
    }
  }

  private static String reason(HttpResponse<String> answer) {
    try {
      JsonNode message = JSON.readTree(answer.body()).get("message");
      return cut(message == null ? answer.body() : message.asText());
    } catch (JsonProcessingException e) {
      return cut(answer.body());
    }
  }

  private static String cut(String text) {
    return text.length() <= ERROR_CHARS_MAX
        ? text
        : text.substring(0, ERROR_CHARS_MAX) + ERROR_CHARS_CUT;
  }
}
