package io.awfar.persistence;

import static io.awfar.persistence.Events.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedPostgres;
import io.awfar.embedded.FreePorts;
import io.awfar.schemas.topic.Topics;
import io.awfar.whatsapp.Message;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL stops in the middle of the work, stays away, and comes back.
class DatabaseOutageIT {

  private static final int BEFORE = 500;
  private static final int DURING = 1000;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final int port = FreePorts.next();

  private EmbeddedPostgres startPostgres() throws Exception {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port);
    postgres.createDatabase("outage");
    return postgres;
  }

  private static void publish(RunningService service, int from, int to) {
    for (int i = from; i < to; i++) {
      Message message = message("outage", "20" + i % 40, "o" + i, i).build();
      service.publish(Topics.MESSAGES, message.getWaChatId(), message);
    }
    service.flush();
  }

  private static void awaitReadiness(RunningService service, int status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> service.status("/actuator/health/readiness") == status);
  }

  @Test
  void anOutagePausesTheConsumersAndTheyGoOnByThemselvesWithNothingLost() throws Exception {
    EmbeddedPostgres postgres = startPostgres();
    try (RunningService service =
        new RunningService("localhost", port, "outage", EmbeddedPostgres.USER, "")) {
      long deadLetters = RunningService.deadLetters(Topics.MESSAGES).size();
      publish(service, 0, BEFORE);
      await().until(() -> service.counts().messages() >= BEFORE);
      long rows = service.counts().messages();

      postgres.close();
      publish(service, BEFORE, BEFORE + DURING);
      awaitReadiness(service, 503);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> service.get("/actuator/health/readiness").body().contains("-C-1"));
      assertThat(service.status("/actuator/health/liveness")).isEqualTo(200);

      postgres = startPostgres();
      awaitReadiness(service, 200);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(service.counts().messages()).isEqualTo(rows + DURING));
      assertThat(RunningService.deadLetters(Topics.MESSAGES)).hasSize((int) deadLetters);
    } finally {
      postgres.close();
    }
  }
}
