package io.awfar.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
/// An id counts as unknown when all registries have said so, in Confluent's own words, for
/// [RegistrySettings#unknownIdWait()]: one of them may lag behind the one where a writer registered
/// the schema a moment ago. Whatever else they answer about an id is no word about the record.
///
/// Calls block: have the first one made before an event loop depends on it.
public final class HttpSchemaRegistry implements SchemaRegistry {

  private static final Logger log = LoggerFactory.getLogger(HttpSchemaRegistry.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final String ERROR_CHARS_CUT = "...";
  private static final int ERROR_CHARS_MAX = 300;
  private static final int NOT_FOUND = 404;

  /// Of the body of a 404: it is the schema that is not there, and not the registry.
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final RegistrySettings settings;
  private final HttpClient http;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final UnknownIds unknownIds = new UnknownIds(System::nanoTime);

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
    // What is known must not wait for one that is asked for.
    Schema known = schemas.get(id);
    return known != null ? known : schemas.computeIfAbsent(id, this::fetch);
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
    Duration wait = unknownIds.isToBeWaitedFor(id) ? settings.unknownIdWait() : Duration.ZERO;
    long start = System.nanoTime();
    for (int attempt = 1; ; attempt++) {
      List<IOException> failures = new ArrayList<>();
      Optional<Schema> schema = askAll(id, failures);
      if (schema.isPresent()) {
        return schema.get();
      }
      Duration left = wait.minusNanos(System.nanoTime() - start);
      if (!failures.isEmpty() && attempt > settings.retriesMax()) {
        throw new SchemaRegistryUnavailableException(
            "Not every schema registry at %s has told about schema id %d in %d attempts"
                .formatted(settings.urls(), id, attempt),
            failures.getLast());
      }
      if (failures.isEmpty() && !left.isPositive()) {
        unknownIds.add(id);
        throw new UnknownSchemaException("No schema registry has a schema with id " + id);
      }
      pause(failures.isEmpty() ? shorter(left, delay(attempt)) : delay(attempt));
    }
  }

  /// The schema, or nothing if no registry tells it.
  ///
  /// @param failures gets one of each registry that does not say either that it has none
  private Optional<Schema> askAll(int id, List<IOException> failures) {
    for (URI base : settings.urls()) {
      try {
        Optional<Schema> schema = ask(base, id);
        if (schema.isPresent()) {
          return schema;
        }
      } catch (IOException e) {
        log.warn("Schema registry {} does not tell schema {}: {}", base, id, e.toString());
        failures.add(e);
      }
    }
    return Optional.empty();
  }

  /// The schema, or nothing if this registry says that it has none of that id.
  ///
  /// @throws IOException if it says neither: it is away, refuses us or is no schema registry
  /// @throws UnknownSchemaException if the schema is not an Avro schema
  private Optional<Schema> ask(URI base, int id) throws IOException {
    HttpResponse<String> answer = send(request(base, "GET", "/schemas/ids/" + id, null));
    JsonNode body = jsonIfAny(answer);
    if (answer.statusCode() == NOT_FOUND && body.path("error_code").asInt() == SCHEMA_NOT_FOUND) {
      return Optional.empty();
    }
    JsonNode schema = body.path("schema");
    if (answer.statusCode() != 200 || !schema.isTextual()) {
      throw new IOException("HTTP " + answer.statusCode() + ", " + reason(answer));
    }
    try {
      return Optional.of(new Schema.Parser().parse(schema.asText()));
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
          pause(delay(attempt));
        }
        HttpResponse<String> answer = send(request(base, method, path, body));
        if (answer.statusCode() < 500 && answer.statusCode() != 429) {
          return answer;
        }
        failure = new IOException("HTTP " + answer.statusCode() + ", " + reason(answer));
      } catch (IOException e) {
        failure = e;
      }
      log.warn(
          "Schema registry {}: {} {} found no answer: {}", base, method, path, failure.toString());
    }
    throw new SchemaRegistryUnavailableException(
        "No schema registry at %s answered %s %s in %d attempts"
            .formatted(settings.urls(), method, path, settings.retriesMax() + 1),
        failure);
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return Exchange.send(http, request, BodyHandlers.ofString()).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
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

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static void pause(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
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

  /// A missing node if it is no JSON.
  private static JsonNode jsonIfAny(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String reason(HttpResponse<String> answer) {
    return cut(jsonIfAny(answer).path("message").asText(answer.body()));
  }

  private static String cut(String text) {
    return text.length() <= ERROR_CHARS_MAX
        ? text
        : text.substring(0, ERROR_CHARS_MAX) + ERROR_CHARS_CUT;
  }
}
