package io.awfar.gateway.health;

import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.testservers.TestPostgres;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  @Test
  void withoutTheTablesOfPersistenceTheGatewayLivesAndIsReadyOnceTheyAreThere() {
    TestPostgres.Database database = TestPostgres.create();
    try (RunningGateway gateway = RunningGateway.start(database)) {
      gateway.awaitSignIn();
      assertThat(gateway.readinessStatus()).isEqualTo(503);
      gateway
          .management()
          .get()
          .uri("/actuator/health/readiness")
          .exchange()
          .expectBody()
          .jsonPath("$.components.database.details.missingTables[0]")
          .isEqualTo("channel_events")
          .jsonPath("$.components.database.details.missingTables[9]")
          .isEqualTo("tell_of_chats");
      gateway.management().get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
      gateway
          .signedInApi()
          .get()
          .uri("/api/whatsapp/chats")
          .exchange()
          .expectStatus()
          .isEqualTo(503)
          .expectHeader()
          .exists("Retry-After")
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("database_unavailable");

      RunningGateway.migrateWhatsAppTables(database);

      gateway.awaitReady();
      gateway.signedInApi().get().uri("/api/whatsapp/chats").exchange().expectStatus().isOk();
    }
  }

  @Test
  void healthAnswersAnybody() {
    GATEWAY
        .api()
        .get()
        .uri("/health")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json("{\"status\":\"ok\"}");
  }

  @Test
  void metricsHaveAHistogramPerRouteAndAreNotOnThePortOfTheApi() {
    GATEWAY.api().get().uri("/health").exchange().expectStatus().isOk();

    String metrics =
        GATEWAY
            .management()
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();

    assertThat(metrics)
        .containsPattern("http_server_requests_seconds_bucket\\{.*uri=\"/health\".*le=")
        .contains("awfar_gateway_signins_total");
    GATEWAY.api().get().uri("/actuator/prometheus").exchange().expectStatus().isNotFound();
  }
}
