package io.awfar.gateway.channel;

import static io.awfar.gateway.channel.ChannelGateway.channel;
import static io.awfar.gateway.channel.ChannelGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.Sql;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.testservers.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class ChannelConflictsTest {

  private static final int AT_ONCE = 4;

  @Test
  void ofManyThatChangeTheSameVersionOverSeveralGatewaysOneSucceeds() throws Exception {
    TestPostgres.Database database = TestPostgres.create();
    try (ChannelGateway first = ChannelGateway.start(database, ChannelGateway.KEYS);
        ChannelGateway second = ChannelGateway.start(database, ChannelGateway.KEYS)) {
      first.create(first.admin(), channel("8301")).expectStatus().isCreated();
      WebTestClient ofFirst = first.admin();
      WebTestClient ofSecond = second.admin();

      List<Integer> statuses =
          atOnce(i ->
              i % 2 == 0
                  ? status(first.patch(ofFirst, "8301", "\"1\"", Map.of("name", "Name " + i)))
                  : status(second.patch(ofSecond, "8301", "\"1\"", Map.of("name", "Name " + i))));

      assertThat(statuses).containsOnlyOnce(200);
      assertThat(statuses.stream().filter(status -> status != 200)).containsOnly(412);
      assertThat(
              Sql.text(
                  database, "select max(version) from channel_changes where channel_id = '8301'"))
          .isEqualTo("2");
      // The other gateway decides on what is there, not on what it has read by chance.
      second.patch(ofSecond, "8301", "\"2\"", Map.of("name", "Last")).expectStatus().isOk();
    }
  }

  @Test
  void ofManyThatCreateTheSameNumberOneSucceeds() throws Exception {
    try (ChannelGateway gateway = ChannelGateway.start()) {
      WebTestClient admin = gateway.admin();

      List<Integer> statuses = atOnce(_ -> status(gateway.create(admin, channel("8302"))));

      assertThat(statuses).containsOnlyOnce(201);
      assertThat(statuses.stream().filter(status -> status != 201)).containsOnly(409);
    }
  }

  @Test
  void channelsOfAWorkspaceAndAppSecretsOfAllAreBounded() {
    try (ChannelGateway gateway =
        // Keys of its own, so that it can read no secrets of other tests.
        ChannelGateway.start(
            TestPostgres.create(),
            ChannelKeys.generate("bounded"),
            "AWFAR_GATEWAY_CHANNELS_PER_WORKSPACE_MAX=3",
            "AWFAR_GATEWAY_APP_SECRETS_MAX=1")) {
      WebTestClient admin = gateway.as("admin", UUID.randomUUID());
      WebTestClient stranger = gateway.as("admin", UUID.randomUUID());
      gateway.create(admin, channel("8303")).expectStatus().isCreated();

      refusal(gateway.create(stranger, channel("8304")), 409, "app_secrets_exhausted");

      Map<String, Object> sameApp = channel("8305");
      sameApp.put("appSecret", "app-secret-of-8303");
      gateway.create(admin, sameApp).expectStatus().isCreated();
      Map<String, Object> noApp = channel("8306");
      noApp.remove("appSecret");
      gateway.create(admin, noApp).expectStatus().isCreated();
      refusal(
          gateway.patch(admin, "8306", "*", Map.of("appSecret", "another")),
          409,
          "app_secrets_exhausted");

      Map<String, Object> another = channel("8307");
      another.remove("appSecret");
      refusal(gateway.create(admin, another), 409, "channels_exhausted");
      gateway.create(stranger, another).expectStatus().isCreated();
    }
  }

  private interface Attempt {
    int status(int number);
  }

  private static List<Integer> atOnce(Attempt attempt) throws Exception {
    List<Callable<Integer>> attempts = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      int number = i;
      attempts.add(() -> attempt.status(number));
    }
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Integer> done : threads.invokeAll(attempts)) {
        statuses.add(done.get());
      }
    }
    return statuses;
  }

  private static int status(WebTestClient.ResponseSpec answer) {
    return answer.expectBody(String.class).returnResult().getStatus().value();
  }
}
