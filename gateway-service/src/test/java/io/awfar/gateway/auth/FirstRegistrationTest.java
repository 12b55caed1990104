package io.awfar.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstRegistrationTest {

  @Test
  void whereThereIsNobodyYetTheFirstFoundsAWorkspaceAndAfterThatAnInvitationIsNeeded() {
    try (RunningGateway gateway =
        RunningGateway.start(
            TestPostgres.create(),
            "--AWFAR_GATEWAY_BOOTSTRAP_EMAIL=",
            "--AWFAR_GATEWAY_BOOTSTRAP_PASSWORD=")) {
      gateway.awaitSignIn();

      List<Integer> answers =
          IntStream.range(0, 8).parallel().mapToObj(i -> register(gateway, i)).toList();

      assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
      assertThat(answers).filteredOn(status -> status == 403).hasSize(7);
      assertThat(register(gateway, 9)).isEqualTo(403);
    }
  }

  private static int register(RunningGateway gateway, int number) {
    return gateway
        .api()
        .post()
        .uri("/api/auth/register")
        .bodyValue(
            Map.of(
                "email", "first" + number + "@example.com",
                "name", "First",
                "password", "correct horse battery"))
        .exchange()
        .expectBody()
        .returnResult()
        .getStatus()
        .value();
  }
}
