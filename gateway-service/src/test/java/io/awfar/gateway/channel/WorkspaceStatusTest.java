package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static io.awfar.gateway.channel.ChannelGateway.refusal;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class WorkspaceStatusTest {

  private static final UUID CONFIGURED = UUID.fromString("00000000-0000-4000-8000-0000000000c1");
  private static final UUID EMPTY = UUID.fromString("00000000-0000-4000-8000-0000000000c2");
  private static final UUID PAUSED = UUID.fromString("00000000-0000-4000-8000-0000000000c3");
  private static final UUID SEVERAL = UUID.fromString("00000000-0000-4000-8000-0000000000c4");

  private static ChannelGateway gateway;

  @BeforeAll
  static void start() {
    gateway = ChannelGateway.start("awfar.ingest.channel.owners.8901=" + CONFIGURED);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static ResponseSpec status(WebTestClient client) {
    return client.get().uri("/api/whatsapp/status").exchange();
  }

  private static ResponseSpec qr(WebTestClient client, String query) {
    return client.get().uri("/api/whatsapp/qr" + query).exchange();
  }

  @Test
  void aWorkspaceSeesItsNumbersAndWhetherTheyAreConnected() {
    WebTestClient admin = gateway.as("admin", SEVERAL);
    gateway.create(admin, channel("8902")).expectStatus().isCreated();
    gateway.create(admin, channel("8903")).expectStatus().isCreated();
    gateway.patch(admin, "8903", "*", Map.of("state", "paused")).expectStatus().isOk();

    status(gateway.as("analyst", SEVERAL))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.connected")
        .isEqualTo(true)
        .jsonPath("$.channels.length()")
        .isEqualTo(2)
        .jsonPath("$.channels[0]")
        .isEqualTo(
            Map.of(
                "id", "8902",
                "name", "Sales",
                "state", "active",
                "usable", true,
                "connection", "cloud",
                "managed", true,
                "version", 1))
        .jsonPath("$.channels[1].state")
        .isEqualTo("paused")
        .jsonPath("$.channels[1].version")
        .isEqualTo(2);
  }

  @Test
  void aWorkspaceWhoseOnlyNumberIsPausedIsNotConnected() {
    WebTestClient admin = gateway.as("admin", PAUSED);
    gateway.create(admin, channel("8904")).expectStatus().isCreated();
    gateway.patch(admin, "8904", "*", Map.of("state", "paused")).expectStatus().isOk();

    status(admin).expectBody().jsonPath("$.connected").isEqualTo(false);
  }

  @Test
  void aNumberThatTheDeploymentGivesIsToldWithoutAName() {
    status(gateway.as("agent", CONFIGURED))
        .expectBody()
        .jsonPath("$.connected")
        .isEqualTo(true)
        .jsonPath("$.channels[0].id")
        .isEqualTo("8901")
        .jsonPath("$.channels[0].managed")
        .isEqualTo(false)
        .jsonPath("$.channels[0].name")
        .isEmpty()
        .jsonPath("$.channels[0].version")
        .isEmpty();
    status(gateway.as("agent", EMPTY))
        .expectBody()
        .jsonPath("$.connected")
        .isEqualTo(false)
        .jsonPath("$.channels.length()")
        .isEqualTo(0);
  }

  @Test
  void aNumberOfTheCloudIsNotLinkedByACode() {
    refusal(qr(gateway.as("admin", CONFIGURED), ""), 409, "channel_not_linked_by_qr");
    refusal(
        qr(gateway.as("admin", CONFIGURED), "?channelId=8901"), 409, "channel_not_linked_by_qr");
  }

  @Test
  void aNumberOfAnotherWorkspaceIsAsUnknownAsNone() {
    refusal(qr(gateway.as("admin", EMPTY), "?channelId=8901"), 404, "channel_not_found");
    refusal(qr(gateway.as("admin", EMPTY), "?channelId=0"), 404, "channel_not_found");
  }

  @Test
  void withoutANumberNamedAndOfSeveralNoneIsLinkedByACodeEither() {
    UUID workspace = UUID.fromString("00000000-0000-4000-8000-0000000000c5");
    WebTestClient admin = gateway.as("admin", workspace);
    gateway.create(admin, channel("8905")).expectStatus().isCreated();
    gateway.create(admin, channel("8906")).expectStatus().isCreated();

    refusal(qr(admin, ""), 409, "channel_not_linked_by_qr");
    refusal(qr(admin, "?channelId="), 409, "channel_not_linked_by_qr");
    refusal(qr(gateway.as("agent", workspace), ""), 409, "channel_not_linked_by_qr");
    refusal(qr(gateway.as("admin", EMPTY), ""), 409, "channel_not_linked_by_qr");
    refusal(qr(admin, "?channelId=8906"), 409, "channel_not_linked_by_qr");
  }
}
