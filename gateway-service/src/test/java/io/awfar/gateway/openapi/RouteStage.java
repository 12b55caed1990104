package io.awfar.gateway.openapi;

import static io.awfar.gateway.openapi.TwoWorkspaces.OTHER;
import static io.awfar.gateway.openapi.TwoWorkspaces.OWN;
import static io.awfar.gateway.openapi.TwoWorkspaces.SECRET;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.gateway.media.PlayedMedia;
import io.awfar.gateway.openapi.Description.Route;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TopicExistsException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.RequestHeadersSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/// A gateway with [TwoWorkspaces], and requests for any of its routes.
///
/// Who adds a route whose path or body names something new tells here, and in [TwoWorkspaces], what
/// that is: a route that cannot be asked fails the tests.
final class RouteStage implements AutoCloseable {

  /// Bodies of which the description alone does not say enough. `{name}` is the id of that name.
  private static final Map<String, String> BODIES =
      Map.of(
          "POST /api/auth/login",
          "{\"email\":\""
              + RunningGateway.EMAIL
              + "\",\"password\":\""
              + RunningGateway.PASSWORD
              + "\"}",
          "POST /api/auth/password",
          "{\"currentPassword\":\""
              + RunningGateway.PASSWORD
              + "\",\"newPassword\":\"battery horse correct\"}",
          "POST /api/whatsapp/send",
          "{\"chatId\":\"{chats}\",\"text\":\"salaam\"}",
          "POST /api/whatsapp/channels",
          "{\"id\":\"88001\",\"businessAccountId\":\"188001\",\"name\":\"Sales\"}",
          "PATCH /api/whatsapp/channels/{id}",
          "{\"name\":\"Support\"}");

  /// Parameters that name an id and do not say so.
  private static final Map<String, String> QUERIES = Map.of("labels", "label", "users", "assignee");

  /// After these the token of whoever asked holds no longer.
  private static final Set<String> ENDING =
      Set.of("POST /api/auth/password", "POST /api/auth/logout-everywhere");

  private final PlayedMedia media = PlayedMedia.start();
  private final TestPostgres.Database database;
  private final RunningGateway gateway;
  private final Description description;
  private final TwoWorkspaces workspaces;
  private final Map<String, String> tokens = new HashMap<>();

  private RouteStage(TestPostgres.Database database, String number) {
    this.database = database;
    this.gateway =
        RunningGateway.ready(
            database,
            "--AWFAR_KAFKA_BOOTSTRAP_SERVERS=" + TestKafka.bootstrapServers(),
            "--AWFAR_KAFKA_REPLICATION_FACTOR=1",
            "--AWFAR_SCHEMA_REGISTRY_URL=" + TestRegistry.url(),
            "--AWFAR_CHANNEL_KEYS=" + TwoWorkspaces.KEYS,
            "--AWFAR_MEDIA_URL=" + media.url(),
            "--AWFAR_GATEWAY_REGISTRATION=open");
    this.description = Description.of(gateway);
    this.workspaces = TwoWorkspaces.fill(database, gateway, number);
  }

  static RouteStage start(String number) {
    makeTopic();
    return new RouteStage(TestPostgres.create(), number);
  }

  Description description() {
    return description;
  }

  TwoWorkspaces workspaces() {
    return workspaces;
  }

  /// What was answered.
  ///
  /// @param body whole, of a stream of events its beginning
  record Reply(int status, HttpHeaders headers, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    boolean isStream() {
      return MediaType.TEXT_EVENT_STREAM.isCompatibleWith(headers.getContentType());
    }
  }

  private static Reply reply(ResponseSpec answer) {
    FluxExchangeResult<byte[]> result = answer.returnResult(byte[].class);
    Reply begun = new Reply(result.getStatus().value(), result.getResponseHeaders(), new byte[0]);
    Flux<byte[]> parts = result.getResponseBody();
    byte[] body =
        (begun.isStream() ? parts.take(1) : parts)
            .collect(ByteArrayOutputStream::new, ByteArrayOutputStream::writeBytes)
            .map(ByteArrayOutputStream::toByteArray)
            .block(Duration.ofSeconds(30));
    return new Reply(begun.status(), begun.headers(), body);
  }

  /// Asks a route as a user with a role, of the first workspace.
  Reply ask(String role, Route route, Map<String, String> named) {
    String token =
        ENDING.contains(route.name())
            ? signedIn(role, OWN)
            : tokens.computeIfAbsent(role, _ -> signedIn(role, OWN));
    return ask(gateway.withToken(token), route, named);
  }

  /// The same by who has already what is answered with an entity tag.
  Reply askAgain(String role, Route route, Map<String, String> named, String tag) {
    WebTestClient client =
        gateway.withToken(tokens.computeIfAbsent(role, _ -> signedIn(role, OWN)));
    return ask(client.mutate().defaultHeader(HttpHeaders.IF_NONE_MATCH, tag).build(), route, named);
  }

  private String signedIn(String role, UUID workspace) {
    String email = role + "-" + UUID.randomUUID() + "@walk.example.com";
    Sql.run(
        database,
        """
        insert into users (workspace_id, email, name, password_hash, role)
        select ?, ?, 'Somebody', password_hash, ? from users where email = ?
        """,
        workspace,
        email,
        role,
        RunningGateway.EMAIL);
    return gateway.signIn(email, RunningGateway.PASSWORD);
  }

  WebTestClient nobody() {
    return gateway.api();
  }

  /// Asks a route for what these ids name.
  Reply ask(WebTestClient client, Route route, Map<String, String> named) {
    ExampleValues examples = new ExampleValues(description, members(named));
    Map<String, String> query = new HashMap<>(examples.ids());
    query.put("label", named.get("labels"));
    query.put("assignee", named.get("users"));
    return ask(client, route, named, query);
  }

  /// Asks a route without a path to anything for no more than it needs.
  ///
  /// @param words what is searched for, where something is
  Reply askPlainly(String role, Route route, String words) {
    WebTestClient client =
        gateway.withToken(tokens.computeIfAbsent(role, _ -> signedIn(role, OWN)));
    return ask(client, route, workspaces.ids(OWN), Map.of("q", words));
  }

  /// As above, as a user of the other workspace.
  Reply askAsOther(Route route, String words) {
    WebTestClient client =
        gateway.withToken(tokens.computeIfAbsent("other", _ -> signedIn("admin", OTHER)));
    return ask(client, route, workspaces.ids(OTHER), Map.of("q", words));
  }

  /// What names the ids that a request of a route says, of those that a workspace has.
  Set<String> idsOf(Route route) {
    Set<String> names = new TreeSet<>();
    for (String name : workspaces.ids(OWN).keySet()) {
      String member = name.substring(0, name.length() - 1);
      JsonNode body =
          description.resolved(
              route.operation().at("/requestBody/content/application~1json/schema"));
      boolean asked =
          route.path().contains("/" + name + "/{")
              || route.parameters("query").stream()
                  .map(parameter -> parameter.path("name").asString())
                  .anyMatch(
                      List.of(member + "Id", QUERIES.getOrDefault(name, member + "Id"))::contains)
              || (BODIES.containsKey(route.name())
                  ? BODIES.get(route.name()).contains("{" + name + "}")
                  : body.path("properties").has(member + "Id"));
      if (asked) {
        names.add(name);
      }
    }
    return names;
  }

  /// What a stream tells from when something is said in the other workspace to when the same is in
  /// the first.
  String heard(String role) {
    WebTestClient client =
        gateway.withToken(tokens.computeIfAbsent(role, _ -> signedIn(role, OWN)));
    String end = "heard-" + UUID.randomUUID();
    StringBuilder heard = new StringBuilder();
    client
        .get()
        .uri("/api/whatsapp/events")
        .exchange()
        .returnResult(DataBuffer.class)
        .getResponseBody()
        .map(part -> part.toString(StandardCharsets.UTF_8))
        .publishOn(Schedulers.boundedElastic())
        .doOnNext(part -> {
          if (heard.isEmpty()) {
            TwoWorkspaces.say(OTHER, SECRET);
            TwoWorkspaces.say(OWN, end);
          }
          heard.append(part);
        })
        .takeUntil(_ -> heard.indexOf(end) >= 0)
        .blockLast(Duration.ofSeconds(30));
    return heard.toString();
  }

  private static void makeTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
      admin.createTopics(List.of(Topics.MESSAGES.newTopic((short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply ask(
      WebTestClient client, Route route, Map<String, String> named, Map<String, String> query) {
    ExampleValues examples = new ExampleValues(description, members(named));
    var request =
        client
            .method(HttpMethod.valueOf(route.method()))
            .uri(URI.create(gateway.url() + uri(route, named, examples, query)))
            // For whatever changes a version.
            .header("If-Match", "*");
    JsonNode content = route.operation().path("requestBody").path("content");
    if (content.has(MediaType.MULTIPART_FORM_DATA_VALUE)) {
      MultipartBodyBuilder form = new MultipartBodyBuilder();
      form.part("file", new byte[100]).filename("a.png");
      return reply(request.bodyValue(form.build()).exchange());
    }
    JsonNode body = content.path("application/json");
    RequestHeadersSpec<?> ready =
        body.isMissingNode()
            ? request
            : request
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body(route, named, examples, body.path("schema")));
    return reply(ready.exchange());
  }

  private static String body(
      Route route, Map<String, String> named, ExampleValues examples, JsonNode schema) {
    String body = BODIES.get(route.name());
    if (body == null) {
      return examples.of(schema).toString();
    }
    for (var id : named.entrySet()) {
      body = body.replace("{" + id.getKey() + "}", id.getValue());
    }
    return body;
  }

  private static String uri(
      Route route, Map<String, String> named, ExampleValues examples, Map<String, String> query) {
    String path = route.path();
    for (String parameter : route.pathParameters()) {
      String before =
          path.substring(0, path.indexOf("{" + parameter + "}") - 1).replaceAll(".*/", "");
      // The two parts of a file's path stand behind each other.
      String id =
          switch (parameter) {
            case "owner" -> named.get("workspaces");
            case "sha256" -> named.get("files");
            default -> named.get(before);
          };
      if (id == null) {
        throw new AssertionError(
            "RouteStage does not know what {%s} behind %s is in %s"
                .formatted(parameter, before, route));
      }
      path = path.replace("{" + parameter + "}", id);
    }
    UriComponentsBuilder uri = UriComponentsBuilder.fromPath(path);
    for (JsonNode parameter : route.parameters("query")) {
      String name = parameter.path("name").asString();
      String given = query.get(name);
      if (given != null) {
        uri.queryParam(name, given);
      } else if (parameter.path("required").asBoolean(false)) {
        uri.queryParam(name, examples.of(parameter.path("schema")).asString());
      }
    }
    return uri.encode().toUriString();
  }

  /// As members and parameters call them: `chatId` is the id of one of the `chats`.
  private static Map<String, String> members(Map<String, String> named) {
    Map<String, String> members = new HashMap<>();
    named.forEach((name, id) -> members.put(name.substring(0, name.length() - 1) + "Id", id));
    return members;
  }

  @Override
  public void close() {
    gateway.close();
    media.close();
  }
}
