package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.schemas.channel.ChannelDeletion;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.testservers.TestPostgres;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Numbers are 77xx, each used once, since all tests share the topic.
class LiveSessionsTest {

  private static final String KEYS = ChannelKeys.generate("sessions");
  private static final UUID GIVEN_TO = UUID.randomUUID();
  private static final String CHANNELS = "/api/whatsapp/channels/";
  private static final List<String> SECRETS = List.of("app-of-us", "access-of-us", "verify-of-us");

  private static LiveGateway gateway;

  private final LiveRecords records = LiveRecords.shared();
  private final UUID workspace = UUID.randomUUID();

  @BeforeAll
  static void start() {
    gateway = start(TestPostgres.create());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aNumberIsToldAsTheStatusShowsItFromEachOfItsVersionsOn() {
    try (EventClient client = gateway.follow(workspace)) {
      records.channel(sealed("7701").build());
      EventClient.Event made = client.next();
      records.channel(
          sealed("7701")
              .setName("Support")
              .setState(ChannelState.PAUSED)
              .setVersion(2)
              .setUpdatedAt(LiveRecords.NOON.plusMillis(120))
              .build());
      EventClient.Event paused = client.next();

      assertThat(made.kind()).isEqualTo("session");
      assertThat(made.id()).matches("n\\.0\\.\\d+@[0-9a-z]+\\.1\\.\\d+");
      assertThat(made.data())
          .isEqualTo(
              json(
                  """
                  {'id': '7701', 'name': 'Sales', 'state': 'active', 'usable': true,
                    'connection': 'cloud', 'managed': true, 'version': 1,
                    'updatedAt': '2026-11-29T12:00:00Z'}
                  """));
      assertThat(paused.data())
          .isEqualTo(
              json(
                  """
                  {'id': '7701', 'name': 'Support', 'state': 'paused', 'usable': true,
                    'connection': 'cloud', 'managed': true, 'version': 2,
                    'updatedAt': '2026-11-29T12:00:00.120Z'}
                  """));
      awaitVersion("7701", 2);
      assertThat(withoutTime(paused)).isEqualTo(status().path("channels").path(0));
    }
  }

  @Test
  void whatAnAdministratorDoesToANumberIsToldToItsWorkspaceAndToNoOther() {
    records.channel(sealed("7702").build());
    UUID other = UUID.randomUUID();
    WebTestClient admin = admin();
    awaitVersion("7702", 1);
    try (EventClient client = gateway.follow(workspace);
        EventClient neighbour = gateway.follow(other)) {
      patch(admin, "7702", Map.of("state", "paused"));
      assertThat(client.next().data().path("state").asString()).isEqualTo("paused");

      patch(admin, "7702", Map.of("state", "active"));
      EventClient.Event active = client.next();
      assertThat(active.data().path("state").asString()).isEqualTo("active");
      assertThat(withoutTime(active)).isEqualTo(status().path("channels").path(0));

      admin
          .delete()
          .uri(CHANNELS + "7702")
          .header("If-Match", "*")
          .exchange()
          .expectStatus()
          .isNoContent();
      JsonNode deleted = client.next().data();
      assertThat(deleted.path("id").asString()).isEqualTo("7702");
      assertThat(deleted.path("state").asString()).isEqualTo("deleted");
      assertThat(deleted.path("usable").asBoolean()).isFalse();
      assertThat(deleted.path("managed").asBoolean()).isFalse();
      assertThat(deleted.path("name").isNull()).isTrue();
      assertThat(deleted.path("version").asLong()).isEqualTo(4);
      assertThat(deleted.path("updatedAt").asString()).isNotEmpty();
      assertThat(status().path("channels").size()).isZero();

      records.text(other, "96777", "last");
      assertThat(neighbour.next().body()).isEqualTo("last");
    }
  }

  @Test
  void aNumberThatComesBackInAnotherWorkspaceIsToldToEachWhatItHas() {
    UUID next = UUID.randomUUID();
    try (EventClient before = gateway.follow(workspace);
        EventClient after = gateway.follow(next)) {
      records.channel(sealed("7703").build());
      records.tombstone("7703", new ChannelDeletion(workspace, 2, LiveRecords.NOON));
      records.channel(sealed("7703").setOwnerId(next).setVersion(3).build());
      records.text(workspace, "96777", "last");

      assertThat(states(before.next(3))).containsExactlyInAnyOrder("active 1", "deleted 2", "");
      assertThat(states(List.of(after.next()))).containsExactly("active 3");
    }
  }

  @Test
  void aNumberThatTheDeploymentGivesStaysWhenItIsNotManagedAnyMore() {
    try (EventClient client = gateway.follow(GIVEN_TO)) {
      records.channel(sealed("7704").setOwnerId(GIVEN_TO).build());
      assertThat(client.next().data().path("managed").asBoolean()).isTrue();

      records.tombstone("7704", new ChannelDeletion(GIVEN_TO, 2, LiveRecords.NOON));

      assertThat(client.next().data())
          .isEqualTo(
              json(
                  """
                  {'id': '7704', 'name': null, 'state': 'active', 'usable': true,
                    'connection': 'cloud', 'managed': false, 'version': 2,
                    'updatedAt': '2026-11-29T12:00:00Z'}
                  """));
    }
  }

  @Test
  void aNumberWhoseSecretsNoKeyOpensOrThatTheDeploymentGivesToAnotherIsNotUsable() {
    try (EventClient client = gateway.follow(workspace)) {
      records.channel(LiveRecords.channel(workspace, "7705").build());
      records.channel(sealed("7710").build());
      records.channel(sealed("7705").setVersion(2).build());

      assertThat(client.next(3))
          .extracting(event -> event.data().path("usable").asBoolean())
          .containsExactly(false, false, true);
    }
  }

  @Test
  void ofTheSecretsNothingIsToldNotEvenEncrypted() {
    Channel channel = sealed("7706").build();
    Channel changed =
        sealed("7706").setAccessTokenChangedAt(LiveRecords.NOON).setVersion(2).build();
    try (EventClient client = gateway.follow(workspace)) {
      records.channel(channel);
      records.channel(changed);

      List<EventClient.Event> events = client.next(2);

      Set<String> members = new HashSet<>();
      events.forEach(event -> members.addAll(event.data().propertyNames()));
      assertThat(members)
          .containsExactlyInAnyOrder(
              "id", "name", "state", "usable", "connection", "managed", "version", "updatedAt");
      for (EventClient.Event event : events) {
        assertThat(event.data().toString())
            .doesNotContain(SECRETS)
            .doesNotContain("eyJ", "ecret", "oken", "redential")
            .doesNotContain(parts(channel))
            .doesNotContain(parts(changed));
      }
    }
  }

  @Test
  void aTombstoneThatSaysNotWhoseNumberItWasIsToldToNobodyAndHoldsNothingUp() {
    try (EventClient client = gateway.follow(workspace)) {
      records.channel(sealed("7707").build());
      records.tombstone("7707", null);
      records.channel(sealed("7707").setVersion(3).build());

      assertThat(states(client.next(2))).containsExactly("active 1", "active 3");
    }
  }

  @Test
  void whoReturnsGoesOnAfterTheLastVersionThatWasTold() {
    EventClient.Event last;
    try (EventClient client = gateway.follow(workspace)) {
      records.channel(sealed("7708").build());
      last = client.next();
    }
    records.channel(sealed("7708").setState(ChannelState.PAUSED).setVersion(2).build());
    records.tombstone("7708", new ChannelDeletion(workspace, 3, LiveRecords.NOON));

    try (EventClient client = gateway.follow(workspace, last.id())) {
      records.channel(sealed("7708").setVersion(4).build());

      assertThat(states(client.next(3))).containsExactly("paused 2", "deleted 3", "active 4");
    }
  }

  @Test
  void whoReturnsAfterARestartMissesNoVersionAndNoDeletion() {
    TestPostgres.Database database = TestPostgres.create();
    List<EventClient.Event> told = new ArrayList<>();
    try (LiveGateway first = start(database);
        EventClient client = first.follow(workspace)) {
      records.channel(sealed("7709").build());
      told.add(client.next());
    }
    records.channel(sealed("7709").setState(ChannelState.PAUSED).setVersion(2).build());
    records.tombstone("7709", new ChannelDeletion(workspace, 3, LiveRecords.NOON));

    try (LiveGateway second = start(database);
        EventClient client = second.follow(workspace, told.getLast().id())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            while (client.hasEvents()) {
              told.add(client.next());
            }
            return states(told).contains("deleted 3");
          });
    }
    assertThat(told).allMatch(event -> event.kind().equals("session"));
    assertThat(states(told).stream().distinct())
        .containsExactly("active 1", "paused 2", "deleted 3");
  }

  private static LiveGateway start(TestPostgres.Database database) {
    return LiveGateway.start(
        database,
        "AWFAR_CHANNEL_KEYS=" + KEYS,
        "awfar.ingest.channel.owners.7704=" + GIVEN_TO,
        "awfar.ingest.channel.owners.7710=" + GIVEN_TO);
  }

  /// The first version of a number, with secrets that the gateway can read.
  private Channel.Builder sealed(String id) {
    ChannelSecrets secrets =
        new ChannelSecrets(
            Optional.of(SECRETS.get(0)), Optional.of(SECRETS.get(1)), Optional.of(SECRETS.get(2)));
    return LiveRecords.channel(workspace, id)
        .setCredentials(SealedCredentials.seal(id, secrets, ChannelKeys.parse(KEYS)));
  }

  /// Of the encrypted secrets; one of them, that of a wrapped key, is empty.
  private static List<String> parts(Channel channel) {
    return Stream.of(channel.getCredentials().split("\\."))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private WebTestClient admin() {
    String email = gateway.addUser(workspace);
    Sql.run(gateway.database(), "update users set role = 'admin' where email = ?", email);
    return gateway.gateway().withToken(gateway.gateway().signIn(email, RunningGateway.PASSWORD));
  }

  private static void patch(WebTestClient client, String id, Map<String, Object> patch) {
    client
        .patch()
        .uri(CHANNELS + id)
        .header("If-Match", "*")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(patch)
        .exchange()
        .expectStatus()
        .isOk();
  }

  /// What is told may be known to the gateway's other routes a moment later.
  private static void awaitVersion(String id, long version) {
    ChannelDirectory directory = gateway.gateway().bean(ChannelDirectory.class);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> directory.find(id).filter(c -> c.channel().getVersion() == version).isPresent());
  }

  /// What the workspace is told when it asks.
  private JsonNode status() {
    byte[] body =
        gateway
            .gateway()
            .withToken(gateway.token(workspace))
            .get()
            .uri("/api/whatsapp/status")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonMapper.shared().readTree(body);
  }

  private static JsonNode withoutTime(EventClient.Event event) {
    ObjectNode data = (ObjectNode) event.data().deepCopy();
    data.remove("updatedAt");
    return data;
  }

  private static List<String> states(List<EventClient.Event> events) {
    return events.stream()
        .map(event ->
            (event.data().path("state").asString("")
                    + " "
                    + event.data().path("version").asString(""))
                .strip())
        .toList();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }
}
