package io.awfar.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.testservers.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveOutageTest {

  private static final String AMAL = "967777000004";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void aStreamOutlivesAnOutageOfKafkaAndGoesOnWithoutAGap() throws Exception {
    int port = FreePorts.next();
    int controllerPort = FreePorts.next();
    UUID workspace = UUID.randomUUID();
    try (LiveGateway gateway =
        LiveGateway.startOn(
            "127.0.0.1:" + port, TestPostgres.create(), "AWFAR_GATEWAY_LIVE_START_TIME_MAX=4s")) {
      // Not even once there: who cannot be promised anything is not let in.
      var refused = EventClient.answer(gateway.gateway().url(), gateway.token(workspace), null);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(EventClient.code(refused)).isEqualTo("kafka_unavailable");

      EmbeddedKafka kafka = EmbeddedKafka.start(folder, port, controllerPort);
      try (LiveRecords records = LiveRecords.on(kafka.bootstrapServers())) {
        LiveRecords.makeTopics(kafka.bootstrapServers());
        await()
            .atMost(LONG)
            .until(() -> {
              var answer =
                  EventClient.answer(gateway.gateway().url(), gateway.token(workspace), null);
              answer.body().close();
              return answer.statusCode() == 200;
            });
        try (EventClient client = gateway.follow(workspace)) {
          records.text(workspace, AMAL, "before");
          assertThat(client.next().body()).isEqualTo("before");
          await().atMost(LONG).until(() -> health(gateway).contains("\"UP\""));

          kafka.close();

          await().atMost(LONG).until(() -> health(gateway).contains("\"DOWN\""));
          int beats = client.heartBeats();
          await().atMost(LONG).until(() -> client.heartBeats() > beats + 2);
          assertThat(client.hasEnded()).isFalse();

          kafka = EmbeddedKafka.start(folder, port, controllerPort);
          try (LiveRecords later = LiveRecords.on(kafka.bootstrapServers())) {
            later.text(workspace, AMAL, "after");
          }

          assertThat(client.next().body()).isEqualTo("after");
          await().atMost(LONG).until(() -> health(gateway).contains("\"UP\""));
        }
      } finally {
        kafka.close();
      }
    }
  }

  @Test
  void aTopicThatIsMadeLaterIsToldFromItsBeginning() throws Exception {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder, FreePorts.next(), FreePorts.next());
    UUID workspace = UUID.randomUUID();
    try (LiveGateway gateway =
            LiveGateway.startOn(kafka.bootstrapServers(), TestPostgres.create());
        EventClient client = gateway.follow(workspace);
        LiveRecords records = LiveRecords.on(kafka.bootstrapServers())) {
      LiveRecords.makeTopics(kafka.bootstrapServers());
      records.text(workspace, AMAL, "the first of all");

      assertThat(client.next().body()).isEqualTo("the first of all");
    } finally {
      kafka.close();
    }
  }

  private static String health(LiveGateway gateway) {
    return gateway
        .gateway()
        .management()
        .get()
        .uri("/actuator/health/live")
        .exchange()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }
}
