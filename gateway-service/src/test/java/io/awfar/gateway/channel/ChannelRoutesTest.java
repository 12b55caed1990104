package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static io.awfar.gateway.channel.ChannelGateway.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.schemas.channel.ChannelDeletion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class ChannelRoutesTest {

  private static ChannelGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        ChannelGateway.start("AWFAR_GATEWAY_BOOTSTRAP_WORKSPACE_ID=" + RunningGateway.WORKSPACE);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aChannelIsThereAsSoonAsItsCreationIsAnswered() {
    gateway
        .create(gateway.admin(), channel("8001"))
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("Location", "/api/whatsapp/channels/8001")
        .expectHeader()
        .valueEquals("ETag", "\"1\"");

    gateway
        .get(gateway.admin(), "8001")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"1\"")
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo("8001")
        .jsonPath("$.businessAccountId")
        .isEqualTo("18001")
        .jsonPath("$.state")
        .isEqualTo("active")
        .jsonPath("$.sendsPerSecond")
        .isEqualTo(80)
        .jsonPath("$.appSecret.set")
        .isEqualTo(true)
        .jsonPath("$.accessToken.changedAt")
        .isNotEmpty()
        .jsonPath("$.usable")
        .isEqualTo(true);
  }

  @Test
  void aChannelWithoutANameIsCalledByItsId() {
    Map<String, Object> nameless = channel("8013");
    nameless.remove("name");

    gateway
        .create(gateway.admin(), nameless)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("8013");
    gateway
        .patch(gateway.admin(), "8013", "\"1\"", Map.of("name", "Sales"))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Sales");
  }

  @Test
  void aPatchChangesWhatItNamesAndNothingElse() {
    gateway.create(gateway.admin(), channel("8002")).expectStatus().isCreated();

    gateway
        .patch(
            gateway.admin(),
            "8002",
            "\"1\"",
            Map.of("state", "paused", "sendsPerSecond", 5, "verifyToken", ""))
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"2\"");

    gateway
        .get(gateway.admin(), "8002")
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("paused")
        .jsonPath("$.sendsPerSecond")
        .isEqualTo(5)
        .jsonPath("$.name")
        .isEqualTo("Sales")
        .jsonPath("$.accessToken.set")
        .isEqualTo(true)
        .jsonPath("$.verifyToken.set")
        .isEqualTo(false)
        .jsonPath("$.verifyToken.changedAt")
        .isEmpty();
  }

  @Test
  void aChangeOfAVersionThatIsNoMoreIsRefused() {
    gateway.create(gateway.admin(), channel("8003")).expectStatus().isCreated();
    Map<String, Object> patch = Map.of("name", "Support");
    gateway.patch(gateway.admin(), "8003", "\"1\"", patch).expectStatus().isOk();

    refusal(gateway.patch(gateway.admin(), "8003", "\"1\"", patch), 412, "version_outdated");
    refusal(gateway.patch(gateway.admin(), "8003", "W/\"2\"", patch), 412, "version_outdated");
    refusal(gateway.patch(gateway.admin(), "8003", null, patch), 428, "version_missing");
    refusal(gateway.delete(gateway.admin(), "8003", "\"1\""), 412, "version_outdated");
    refusal(gateway.delete(gateway.admin(), "8003", null), 428, "version_missing");
    gateway.patch(gateway.admin(), "8003", "\"1\", \"2\"", patch).expectStatus().isOk();
  }

  @Test
  void aDeletedChannelIsGoneAndMayComeBackWithAHigherVersion() {
    gateway.create(gateway.admin(), channel("8004")).expectStatus().isCreated();

    gateway.delete(gateway.admin(), "8004", "*").expectStatus().isNoContent();

    refusal(gateway.get(gateway.admin(), "8004"), 404, "channel_not_found");
    refusal(gateway.delete(gateway.admin(), "8004", "*"), 404, "channel_not_found");
    refusal(gateway.patch(gateway.admin(), "8004", "*", Map.of()), 404, "channel_not_found");
    gateway
        .create(gateway.admin(), channel("8004"))
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("ETag", "\"3\"");
  }

  @Test
  void theTopicSaysOfADeletedChannelWhoseItWasAndThatItsVersionGoesOn() {
    gateway.create(gateway.admin(), channel("8014")).expectStatus().isCreated();
    gateway.delete(gateway.admin(), "8014", "*").expectStatus().isNoContent();

    assertThat(WrittenChannels.all())
        .filteredOn(
            record -> record.value() == null && "8014".equals(new String(record.key(), UTF_8)))
        .singleElement()
        .extracting(record -> ChannelDeletion.of(record.headers()).orElseThrow())
        .satisfies(deletion -> {
          assertThat(deletion.ownerId()).hasToString(RunningGateway.WORKSPACE);
          assertThat(deletion.version()).isEqualTo(2);
          assertThat(deletion.deletedAt()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        });
  }

  @Test
  void aNumberIsAChannelOnceWhoeverHasIt() {
    gateway.create(gateway.admin(), channel("8005")).expectStatus().isCreated();

    refusal(gateway.create(gateway.admin(), channel("8005")), 409, "channel_exists");
    refusal(gateway.create(gateway.stranger(), channel("8005")), 409, "channel_exists");
  }

  @Test
  void aWorkspaceSeesAndChangesItsOwnChannelsOnly() {
    gateway.create(gateway.admin(), channel("8006")).expectStatus().isCreated();
    gateway.create(gateway.stranger(), channel("8007")).expectStatus().isCreated();

    refusal(gateway.get(gateway.stranger(), "8006"), 404, "channel_not_found");
    refusal(gateway.check(gateway.stranger(), "8006"), 404, "channel_not_found");
    refusal(gateway.delete(gateway.stranger(), "8006", "*"), 404, "channel_not_found");
    refusal(
        gateway.patch(gateway.stranger(), "8006", "*", Map.of("name", "Mine")),
        404,
        "channel_not_found");
    gateway
        .list(gateway.stranger())
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.data[?(@.id == '8006')]")
        .isEmpty()
        .jsonPath("$.data[?(@.id == '8007')]")
        .isNotEmpty();
    gateway.get(gateway.admin(), "8006").expectBody().jsonPath("$.name").isEqualTo("Sales");
  }

  @Test
  void allThatIsWrongIsToldAtOnceAndNothingOfTheSecrets() {
    String body =
        refusal(
            gateway.create(
                gateway.admin(),
                Map.of(
                    "id", "../me",
                    "businessAccountId", "x",
                    "name", " ",
                    "appSecret", "with a space",
                    "accessToken", "hidden\r\nHost: evil",
                    "verifyToken", "t".repeat(1025),
                    "sendsPerSecond", 0,
                    "state", "sleeping")),
            400,
            "validation_failed");

    for (String field :
        List.of(
            "id",
            "businessAccountId",
            "name",
            "appSecret",
            "accessToken",
            "verifyToken",
            "sendsPerSecond",
            "state")) {
      assertThat(body).contains("\"field\":\"" + field + "\"");
    }
    assertThat(body).doesNotContain("with a space", "hidden", "ttt");
  }

  @Test
  void everyMemberThatIsNotKnownIsToldWithAllElseThatIsWrong() {
    Map<String, Object> misspelt = channel("8012");
    misspelt.put("apSecret", "hidden");
    misspelt.put("nested", Map.of("state", "hidden"));
    misspelt.put("state", "sleeping");

    String body = refusal(gateway.create(gateway.admin(), misspelt), 400, "validation_failed");

    assertThat(body)
        .contains("\"field\":\"apSecret\",\"code\":\"unknown_member\"")
        .contains("\"field\":\"nested\",\"code\":\"unknown_member\"")
        .contains("\"field\":\"state\"")
        .doesNotContain("hidden");

    gateway.create(gateway.admin(), channel("8012")).expectStatus().isCreated();
    String ofPatch =
        refusal(
            gateway.patch(
                gateway.admin(), "8012", "*", Map.of("sendPerSecond", 5, "acessToken", "x")),
            400,
            "validation_failed");
    assertThat(ofPatch)
        .contains("\"field\":\"sendPerSecond\",\"code\":\"unknown_member\"")
        .contains("\"field\":\"acessToken\",\"code\":\"unknown_member\"");
    gateway.get(gateway.admin(), "8012").expectHeader().valueEquals("ETag", "\"1\"");
  }

  @Test
  void onlyAnAdministratorMayCallAnyRoute() {
    gateway.create(gateway.admin(), channel("8008")).expectStatus().isCreated();
    for (String role : ChannelGateway.OTHER_ROLES) {
      WebTestClient client = gateway.as(role);
      refusal(gateway.list(client), 403, "forbidden");
      refusal(gateway.get(client, "8008"), 403, "forbidden");
      refusal(gateway.get(client, "8008/"), 403, "forbidden");
      refusal(gateway.create(client, channel("8009")), 403, "forbidden");
      refusal(gateway.patch(client, "8008", "*", Map.of()), 403, "forbidden");
      refusal(gateway.delete(client, "8008", "*"), 403, "forbidden");
      refusal(gateway.check(client, "8008"), 403, "forbidden");
      client.get().uri("/api/whatsapp/chats").exchange().expectStatus().isOk();
    }
    WebTestClient admin = gateway.as("admin");
    gateway.list(admin).expectStatus().isOk();
    gateway.get(admin, "8008").expectStatus().isOk();
    gateway.check(admin, "8008").expectStatus().isOk();
    gateway.patch(admin, "8008", "*", Map.of()).expectStatus().isOk();
    gateway.delete(admin, "8008", "*").expectStatus().isNoContent();
    gateway.create(admin, channel("8009")).expectStatus().isCreated();
  }

  @Test
  void whoChangedWhatAndWhenIsKept() {
    gateway.create(gateway.admin(), channel("8010")).expectStatus().isCreated();
    gateway
        .patch(
            gateway.admin(),
            "8010",
            "*",
            Map.of("name", "Support", "accessToken", "access-token-of-8010-new"))
        .expectStatus()
        .isOk();
    gateway.delete(gateway.admin(), "8010", "*").expectStatus().isNoContent();

    assertThat(
            Sql.text(
                gateway.database(),
                """
                select string_agg(c.version || ' ' || c.action || ' ' || array_to_string(c.fields, ',')
                  || ' ' || u.email, '; ' order by c.version)
                from channel_changes c join users u on u.id = c.changed_by
                where c.channel_id = '8010' and c.changed_at > now() - interval '1 hour'
                """))
        .isEqualTo(
            "1 created businessAccountId,name,appSecret,accessToken,verifyToken boss@example.com;"
                + " 2 changed name,accessToken boss@example.com; 3 deleted  boss@example.com");
  }

  @Test
  void anAnswerHasNoMemberThatCouldHoldASecret() {
    gateway.create(gateway.admin(), channel("8011")).expectStatus().isCreated();

    Map<?, ?> answer =
        gateway.get(gateway.admin(), "8011").expectBody(Map.class).returnResult().getResponseBody();

    for (String secret : List.of("appSecret", "accessToken", "verifyToken")) {
      assertThat(((Map<?, ?>) answer.get(secret)).keySet()).isEqualTo(Set.of("set", "changedAt"));
    }
    assertThat(answer.toString()).doesNotContain("-of-8011", "eyJ");
  }
}
