package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static io.awfar.gateway.channel.ChannelGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

class ChannelAccessTest {

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
        .jsonPath("$.data.length()")
        .isEqualTo(1)
        .jsonPath("$.data[0].id")
        .isEqualTo("8007");
    gateway.get(gateway.admin(), "8006").expectBody().jsonPath("$.name").isEqualTo("Sales");
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
  void everyOtherRouteIsForAllRoles() {
    byte[] document =
        gateway
            .admin()
            .get()
            .uri("/openapi")
            .exchange()
            .expectBody()
            .returnResult()
            .getResponseBody();
    List<String> roles = new ArrayList<>(ChannelGateway.OTHER_ROLES);
    roles.add("admin");
    for (var path : JsonMapper.shared().readTree(document).path("paths").properties()) {
      boolean closed = path.getKey().startsWith("/api/whatsapp/channels");
      for (String method : path.getValue().propertyNames()) {
        for (String role : roles) {
          int status =
              gateway
                  .as(role)
                  .method(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)))
                  .uri(path.getKey(), "0197a5b0-0000-8000-8000-000000000000")
                  .exchange()
                  .returnResult(String.class)
                  .getStatus()
                  .value();
          assertThat(status == 403)
              .as("%s %s by %s: %d", method, path.getKey(), role, status)
              .isEqualTo(closed && !role.equals("admin"));
        }
      }
    }
  }
}
