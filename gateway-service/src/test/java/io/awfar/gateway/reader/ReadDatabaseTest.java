package io.awfar.gateway.reader;

import static io.awfar.gateway.SharedGateway.DATABASE;
import static io.awfar.gateway.SharedGateway.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.NestedExceptionUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ReadDatabaseTest {

  private static final List<String> LISTS =
      List.of("/api/whatsapp/chats", "/api/whatsapp/labels", "/api/whatsapp/search?q=salaam");

  private static final List<String> WRITES =
      List.of(
          "delete from chats",
          "update messages set body = null",
          "insert into chat_reads (chat_id, owner_id, read_count)"
              + " values (gen_random_uuid(), gen_random_uuid(), 1)",
          "create table mine (id int)",
          "select id from chats for update");

  /// The SQLSTATE with which one of the statements is refused, on one connection.
  private static String stateOf(RunningGateway gateway, String... statements) {
    try {
      return gateway
          .bean(ReadDatabase.class)
          .client()
          .inConnection(connection ->
              Flux.fromArray(statements)
                  .concatMap(sql -> connection.createStatement(sql).execute())
                  .concatMap(Result::getRowsUpdated)
                  .then(Mono.just("done")))
          .block();
    } catch (RuntimeException e) {
      Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
      return cause instanceof R2dbcException refusal ? refusal.getSqlState() : cause.toString();
    }
  }

  @Test
  void noWriteGoesThroughTheConnectionsOfReaders() {
    assertThat(WRITES).allSatisfy(sql -> assertThat(stateOf(GATEWAY, sql)).isEqualTo("25006"));
    assertThat(stateOf(GATEWAY, "select id from chats limit 1")).isEqualTo("done");
  }

  @Test
  void aReaderOfItsOwnMayNotWriteEvenIfItsSessionIsTold() {
    TestPostgres.Database database = TestPostgres.create();
    RunningGateway.migrateWhatsAppTables(database);
    String role = "reader_of_" + database.database();
    Sql.run(DATABASE, "create role " + role + " login password 'only reads' in role awfar_reader");
    try (RunningGateway gateway =
        RunningGateway.ready(
            database,
            "--AWFAR_POSTGRES_READER_USER=" + role,
            "--AWFAR_POSTGRES_READER_PASSWORD=only reads")) {
      for (String list : LISTS) {
        gateway.signedInApi().get().uri(list).exchange().expectStatus().isOk();
      }
      assertThat(stateOf(gateway, "set default_transaction_read_only = off", "delete from chats"))
          .isEqualTo("42501");
      assertThat(stateOf(gateway, "select email from users limit 1")).isEqualTo("42501");
      assertThat(stateOf(gateway, "select jwk from signing_keys limit 1")).isEqualTo("42501");
    }
  }

  @Test
  void whileReadersMayNotReadTheGatewayIsNotReadyAndSaysWhat() {
    TestPostgres.Database database = TestPostgres.create();
    RunningGateway.migrateWhatsAppTables(database);
    String role = "stranger_of_" + database.database();
    Sql.run(DATABASE, "create role " + role + " login password 'x'");
    try (RunningGateway gateway =
        RunningGateway.start(
            database,
            "--AWFAR_POSTGRES_READER_USER=" + role,
            "--AWFAR_POSTGRES_READER_PASSWORD=x")) {
      gateway.awaitSignIn();
      gateway
          .management()
          .get()
          .uri("/actuator/health/readiness")
          .exchange()
          .expectStatus()
          .isEqualTo(503)
          .expectBody()
          .jsonPath("$.components.database.details.unreadableTables[0]")
          .isEqualTo("channel_events");

      Sql.run(database, "grant awfar_reader to " + role);

      gateway.awaitReady();
    }
  }

  @Test
  void thePoolOfReadersIsMeasuredBesideTheOther() {
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

    assertThat(metrics).containsPattern("r2dbc_pool_acquired_connections\\{.*name=\"readers\"");
  }

  @Test
  void aReadThatTakesTooLongIsEndedByTheDatabase() {
    try (RunningGateway gateway =
        RunningGateway.ready(TestPostgres.create(), "--AWFAR_GATEWAY_STATEMENT_TIMEOUT=PT1S")) {
      assertThat(stateOf(gateway, "select pg_sleep(10)")).isEqualTo("57014");
    }
  }

  @Test
  void settingsOfReadersDoNotPrintThePassword() {
    assertThat(new ReaderSettings("somebody", "hidden", 10).toString())
        .doesNotContain("hidden", "somebody");
    assertThat(new ReaderSettings(" ", "", 10).user()).isNull();
  }
}
