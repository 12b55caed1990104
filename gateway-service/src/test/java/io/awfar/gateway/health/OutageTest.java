package io.awfar.gateway.health;

import static io.awfar.gateway.RunningGateway.EMAIL;
import static io.awfar.gateway.RunningGateway.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.SharedGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

class OutageTest {

  @Test
  void withoutItsDatabaseTheGatewayLivesAnswersInTimeAndComesBackByItself() {
    TestPostgres.Database database = TestPostgres.create();
    try (RunningGateway gateway = RunningGateway.ready(database)) {
      String token = gateway.signIn(EMAIL, PASSWORD);

      takeAway(database);

      await().untilAsserted(() -> assertThat(gateway.readinessStatus()).isEqualTo(503));
      for (String route : List.of("/api/auth/me", "/api/whatsapp/chats")) {
        gateway
            .withToken(token)
            .get()
            .uri(route)
            .exchange()
            .expectStatus()
            .isEqualTo(503)
            .expectHeader()
            .exists("Retry-After")
            .expectBody()
            .jsonPath("$.code")
            .isEqualTo("database_unavailable");
      }
      gateway.api().get().uri("/health").exchange().expectStatus().isOk();

      giveBack(database);

      gateway.awaitReady();
      gateway.withToken(token).get().uri("/api/auth/me").exchange().expectStatus().isOk();
    }
  }

  @Test
  void theServerEndsAStatementThatTakesTooLong() {
    String timeout =
        SharedGateway.GATEWAY
            .bean(DatabaseClient.class)
            .sql("show statement_timeout")
            .mapValue(String.class)
            .one()
            .block();
    assertThat(timeout).isEqualTo("5s");
  }

  private static void takeAway(TestPostgres.Database database) {
    Sql.run(
        SharedGateway.DATABASE,
        "alter database " + database.database() + " with allow_connections false");
    Sql.text(
        SharedGateway.DATABASE,
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '"
            + database.database()
            + "'");
  }

  private static void giveBack(TestPostgres.Database database) {
    Sql.run(
        SharedGateway.DATABASE,
        "alter database " + database.database() + " with allow_connections true");
  }
}
