package io.awfar.gateway.openapi;

import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.gateway.media.PlayedMedia;
import io.awfar.gateway.openapi.Description.Route;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.schemas.serde.AvroSerializer;
import io.awfar.schemas.topic.Topic;
import io.awfar.schemas.topic.Topics;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestPostgres;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
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

/// A gateway with two workspaces that have one of everything, and requests for any of its routes.
///
/// Who adds a route whose path or body names something new tells here what that is: a route that
/// cannot be asked fails the tests.
final class RouteStage implements AutoCloseable {

  static final UUID OWN = UUID.fromString(RunningGateway.WORKSPACE);
  static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-0000000000e7");

  /// What only the other workspace may read.
  static final String SECRET = "othersecret";

  private static final String KEYS = ChannelKeys.generate("walk");

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
  private final Map<UUID, Map<String, String>> ids = new HashMap<>();
  private final Map<String, String> tokens = new HashMap<>();

  private RouteStage(TestPostgres.Database database) {
    this.database = database;
    this.gateway =
        RunningGateway.ready(
            database,
            "--AWFAR_KAFKA_BOOTSTRAP_SERVERS=" + TestKafka.bootstrapServers(),
            "--AWFAR_KAFKA_REPLICATION_FACTOR=1",
            "--AWFAR_SCHEMA_REGISTRY_URL=" + TestRegistry.url(),
            "--AWFAR_CHANNEL_KEYS=" + KEYS,
            "--AWFAR_MEDIA_URL=" + media.url(),
            "--AWFAR_GATEWAY_REGISTRATION=open");
    this.description = Description.of(gateway);
  }

  static RouteStage start(String number) {
    makeTopic();
    RouteStage stage = new RouteStage(TestPostgres.create());
    RunningGateway gateway = stage.gateway;
    await().atMost(Duration.ofSeconds(20)).until(gateway.bean(ChannelDirectory.class)::isCaughtUp);
    stage.fill(OWN, number + "1", "salaam");
    stage.fill(OTHER, number + "2", SECRET);
    return stage;
  }

  Description description() {
    return description;
  }

  /// The ids of a workspace, by the part of a path that stands before them.
  Map<String, String> ids(UUID workspace) {
    return ids.get(workspace);
  }

  /// Ids that nothing has.
  Map<String, String> unknownIds() {
    Map<String, String> unknown = new HashMap<>();
    ids.get(OWN)
        .forEach((name, id) ->
            unknown.put(name, name.equals("channels") ? "99999" : UUID.randomUUID().toString()));
    return unknown;
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
    return ask(client, route, ids.get(OWN), Map.of("q", words));
  }

  /// As above, as a user of the other workspace.
  Reply askAsOther(Route route, String words) {
    WebTestClient client =
        gateway.withToken(tokens.computeIfAbsent("other", _ -> signedIn("admin", OTHER)));
    return ask(client, route, ids.get(OTHER), Map.of("q", words));
  }

  /// What names the ids that a request of a route says, of those that a workspace has.
  Set<String> idsOf(Route route) {
    Set<String> names = new TreeSet<>();
    for (String name : ids.get(OWN).keySet()) {
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
            say(OTHER, SECRET);
            say(OWN, end);
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

  /// Under one key, so that it is read in this order.
  private static void say(UUID workspace, String text) {
    UUID id = UUID.randomUUID();
    Message message =
        Message.newBuilder()
            .setMessageId(id)
            .setOwnerId(workspace)
            .setChannelId("1055")
            .setWaChatId("1055|967777")
            .setWaMessageId("wamid." + id)
            .setDirection(Direction.INBOUND)
            .setContactBuilder(Contact.newBuilder().setPhone("967777"))
            .setType(MessageType.TEXT)
            .setTypeName("text")
            .setSentAt(Instant.EPOCH)
            .setReceivedAt(Instant.EPOCH)
            .setText(text)
            .build();
    write(Topics.MESSAGES, "1055|967777", message);
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

  /// All that a workspace has, to see whether anybody changed it.
  String rows(UUID workspace) {
    StringBuilder rows = new StringBuilder();
    for (String table :
        List.of(
            "chats",
            "messages",
            "message_statuses",
            "chat_reads",
            "chat_team",
            "labels",
            "chat_notes",
            "chat_change_outbox")) {
      rows.append(rows(table, "owner_id", workspace));
    }
    for (String table : List.of("users", "invitations")) {
      rows.append(rows(table, "workspace_id", workspace));
    }
    rows.append(
        Sql.text(
            database,
            "select count(*) from chat_labels where chat_id = '%s'"
                .formatted(ids.get(workspace).get("chats"))));
    var channel =
        gateway.bean(ChannelDirectory.class).find(ids.get(workspace).getOrDefault("channels", ""));
    return rows.append(channel).toString();
  }

  private String rows(String table, String column, UUID workspace) {
    return Sql.text(
        database,
        "select '%s ' || coalesce(string_agg(t::text, ' ' order by t::text), '') from %s t"
                .formatted(table, table)
            + " where %s = '%s'".formatted(column, workspace));
  }

  private void fill(UUID workspace, String number, String said) {
    UUID chat = UUID.randomUUID();
    UUID message = UUID.randomUUID();
    Sql.run(
        database,
        """
        insert into chats (id, owner_id, last_message_id, last_message_at, created_at, updated_at,
          inbound_count, wa_chat_id, channel_id, last_message_direction, last_message_type,
          last_message_text, window_expires_at)
        values (?, ?, ?, now(), now(), now(), 1, ?, ?, 'inbound', 'text', ?,
          now() + interval '1 hour')
        """,
        chat,
        workspace,
        message,
        number + "|967777000111",
        number,
        said);
    Sql.run(
        database,
        """
        insert into messages (id, owner_id, chat_id, created_at, received_at, channel_id,
          wa_message_id, direction, type, body)
        values (?, ?, ?, now(), now(), ?, ?, 'inbound', 'text', ?)
        """,
        message,
        workspace,
        chat,
        number,
        "wamid." + message,
        said);
    createChannel(workspace, number, said);
    Map<String, String> named =
        new HashMap<>(
            Map.of("chats", chat.toString(), "messages", message.toString(), "channels", number));
    named.putAll(team(workspace, chat, said));
    ids.put(workspace, named);
  }

  /// A user, one who is invited, and what they keep about a chat.
  private Map<String, String> team(UUID workspace, UUID chat, String said) {
    UUID user = UUID.randomUUID();
    UUID invitation = UUID.randomUUID();
    UUID label = UUID.randomUUID();
    UUID note = UUID.randomUUID();
    Sql.run(
        database,
        "insert into workspaces (id, name) values (?, ?) on conflict do nothing",
        workspace,
        said);
    Sql.run(
        database,
        """
        insert into users (id, workspace_id, email, name, password_hash, role)
        values (?, ?, ?, ?, '', 'agent')
        """,
        user,
        workspace,
        said + "@example.com",
        said);
    Sql.run(
        database,
        """
        insert into invitations (id, workspace_id, email, role, token_hash, invited_by, expires_at)
        values (?, ?, ?, 'agent', sha256(?::text::bytea), ?, now() + interval '1 day')
        """,
        invitation,
        workspace,
        said + ".invited@example.com",
        said,
        user);
    Sql.run(
        database,
        """
        insert into labels (id, owner_id, name, name_key, colour, created_by)
        values (?, ?, ?, ?, '#808080', ?)
        """,
        label,
        workspace,
        said,
        said,
        user);
    Sql.run(
        database,
        """
        insert into chat_labels (chat_id, label_id, last_message_at, added_at, added_by)
        select id, ?, last_message_at, now(), ? from chats where id = ?
        """,
        label,
        user,
        chat);
    Sql.run(
        database,
        """
        insert into chat_notes (id, owner_id, chat_id, author_id, created_at, text)
        values (?, ?, ?, ?, now(), ?)
        """,
        note,
        workspace,
        chat,
        user,
        said);
    return Map.of(
        "users", user.toString(),
        "invitations", invitation.toString(),
        "labels", label.toString(),
        "notes", note.toString(),
        "workspaces", workspace.toString(),
        "files", "0".repeat(64));
  }

  private void createChannel(UUID workspace, String number, String name) {
    Channel channel =
        Channel.newBuilder()
            .setChannelId(number)
            .setOwnerId(workspace)
            .setBusinessAccountId("1" + number)
            .setName(name)
            .setState(ChannelState.ACTIVE)
            .setCredentials(
                SealedCredentials.seal(number, ChannelSecrets.NONE, ChannelKeys.parse(KEYS)))
            .setSendsPerSecond(80)
            .setUpdatedAt(Instant.EPOCH)
            .setVersion(1)
            .build();
    write(Topics.CHANNELS, number, channel);
    ChannelDirectory directory = gateway.bean(ChannelDirectory.class);
    await().atMost(Duration.ofSeconds(10)).until(() -> directory.find(number).isPresent());
  }

  private static <V extends SpecificRecord> void write(Topic<V> topic, String key, V value) {
    AvroSerializer<V> values = new AvroSerializer<>();
    values.configure(
        Map.of("schema.registry.url", TestRegistry.url(), "auto.register.schemas", true), false);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers()),
            new StringSerializer(),
            values)) {
      producer.send(new ProducerRecord<>(topic.name(), key, value));
    }
  }

  @Override
  public void close() {
    gateway.close();
    media.close();
  }
}
