package io.awfar.testservers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParseException;

/// A schema registry in this JVM that answers what clients of Confluent's API ask, with backward
/// compatibility: a double of the real one, held to the same contract test.
public final class TestRegistry implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Schema> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new HashMap<>();

  private static final class Running {
    static final TestRegistry SERVER = start();
  }

  private record Answer(int status, String body) {}

  private TestRegistry(HttpServer server) {
    this.server = server;
  }

  /// The base url, for `schema.registry.url`, of the one registry that this JVM's tests share.
  public static String url() {
    return Running.SERVER.baseUrl();
  }

  /// A registry of one's own, to stop and start.
  public static TestRegistry start() {
    return start(0);
  }

  /// A registry of one's own on a certain port.
  public static TestRegistry start(int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
      TestRegistry registry = new TestRegistry(server);
      server.setExecutor(
          Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory()));
      server.createContext("/", registry::handle);
      server.start();
      return registry;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The base url of this registry.
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer =
          answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath().split("/"), body);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Answer answer(String method, String[] path, String body) throws IOException {
    if (path.length == 2 && path[1].equals("subjects")) {
      return new Answer(200, JSON.writeValueAsString(subjects.keySet()));
    }
    if (path.length == 4 && path[1].equals("schemas")) {
      int id = Integer.parseInt(path[3]);
      return id < 1 || id > schemas.size()
          ? error(404, 40403, "Schema not found")
          : new Answer(
              200,
              JSON.createObjectNode().put("schema", schemas.get(id - 1).toString()).toString());
    }
    if (method.equals("POST") && path.length >= 3 && path[1].equals("subjects")) {
      boolean register = path.length == 4 && path[3].equals("versions");
      return subject(path[2], body, register);
    }
    return error(404, 404, "HTTP 404 Not Found");
  }

  private Answer subject(String subject, String body, boolean register) throws IOException {
    JsonNode text = JSON.readTree(body).get("schema");
    Schema schema;
    try {
      schema = new Schema.Parser().parse(text == null ? "" : text.asText());
    } catch (SchemaParseException e) {
      return error(422, 42201, "Invalid schema");
    }
    List<Integer> versions = subjects.getOrDefault(subject, List.of());
    for (int id : versions) {
      if (schemas.get(id - 1).equals(schema)) {
        return id(id);
      }
    }
    if (!register) {
      return error(404, 40403, "Schema not found");
    }
    boolean compatible =
        versions.stream()
            .map(id -> schemas.get(id - 1))
            .allMatch(older ->
                SchemaCompatibility.checkReaderWriterCompatibility(schema, older).getType()
                    == SchemaCompatibilityType.COMPATIBLE);
    if (!compatible) {
      return error(409, 409, "Incompatible schema");
    }
    int id = schemas.indexOf(schema) + 1;
    if (id == 0) {
      schemas.add(schema);
      id = schemas.size();
    }
    subjects.computeIfAbsent(subject, s -> new ArrayList<>()).add(id);
    return id(id);
  }

  private static Answer id(int id) {
    return new Answer(200, JSON.createObjectNode().put("id", id).toString());
  }

  private static Answer error(int status, int code, String message) {
    return new Answer(
        status, JSON.createObjectNode().put("error_code", code).put("message", message).toString());
  }
}
