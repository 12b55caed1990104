package io.awfar.gateway.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.gateway.RunningGateway;
import io.awfar.gateway.Sql;
import io.awfar.testservers.TestPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A request with a key is sent once, though its gateway is killed at whatever moment and another
/// one goes on.
class SendThroughKillsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String CHANNEL = "7501";
  private static final String BODY =
      "{\"channelId\":\"%s\",\"to\":\"967777000501\",\"text\":\"salaam\"}".formatted(CHANNEL);

  @TempDir private Path folder;

  private final TestPostgres.Database database = TestPostgres.create();
  private final int port = FreePorts.next();
  private final int controllerPort = FreePorts.next();
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() throws IOException {
    RunningGateway.migrateWhatsAppTables(database);
    startKafka();
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  private void startKafka() throws IOException {
    kafka = EmbeddedKafka.start(folder, port, controllerPort);
  }

  private GatewayProcess gateway() throws Exception {
    return GatewayProcess.start(database, kafka.bootstrapServers(), CHANNEL);
  }

  @Test
  void aGatewayThatIsKilledWhileItDecidesHasSentNothingAndTheNextSendsOnce() throws Exception {
    try (GatewayProcess first = gateway();
        Connection other = DriverManager.getConnection(database.jdbcUrl())) {
      String token = first.signIn();
      other.setAutoCommit(false);
      other.createStatement().execute("lock table chats in access exclusive mode");
      CompletableFuture<?> unanswered = first.send(token, "key", BODY);
      await().atMost(PATIENCE).until(() -> requests("plan is null").equals("1"));

      first.kill();
      other.rollback();

      assertThat(unanswered).failsWithin(PATIENCE);
    }
    assertSentOnceByTheNext();
  }

  @Test
  void aGatewayThatIsKilledBetweenItsPlanAndKafkaIsFollowedByOneThatSendsAsPlanned()
      throws Exception {
    try (GatewayProcess first = gateway()) {
      String token = first.signIn();
      kafka.close();
      var _ = first.send(token, "key", BODY);
      await().atMost(PATIENCE).until(() -> requests("plan is not null").equals("1"));

      first.kill();
      startKafka();
    }
    assertSentOnceByTheNext();
  }

  @Test
  void aGatewayThatIsKilledBetweenKafkaAndItsAnswerIsFollowedByOneThatWritesTheSameSend()
      throws Exception {
    try (GatewayProcess first = gateway();
        Connection other = DriverManager.getConnection(database.jdbcUrl())) {
      String token = first.signIn();
      kafka.close();
      var _ = first.send(token, "key", BODY);
      await().atMost(PATIENCE).until(() -> requests("plan is not null").equals("1"));
      other.setAutoCommit(false);
      other.createStatement().execute("select from api_requests for update");
      startKafka();
      await()
          .atMost(PATIENCE)
          .until(() -> !WrittenSends.of(kafka.bootstrapServers(), CHANNEL).isEmpty());

      first.kill();
      other.rollback();
    }
    assertSentOnceByTheNext();
  }

  private void assertSentOnceByTheNext() throws Exception {
    try (GatewayProcess next = gateway()) {
      String token = next.signIn();
      HttpResponse<String> answer =
          await()
              .atMost(PATIENCE)
              .until(
                  () -> next.send(token, "key", BODY).join(), given -> given.statusCode() != 409);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
      String sendId = JsonMapper.shared().readTree(answer.body()).path("sendId").asString();
      // The same command may stand there twice: who carries it out knows it by its id.
      assertThat(WrittenSends.of(kafka.bootstrapServers(), CHANNEL))
          .isNotEmpty()
          .allSatisfy(
              command -> assertThat(command.value().getSendId()).hasToString(sendId));
      assertThat(next.send(token, "key", BODY).join().body()).isEqualTo(answer.body());
    }
  }

  private String requests(String condition) {
    return Sql.text(database, "select count(*) from api_requests where " + condition);
  }
}
