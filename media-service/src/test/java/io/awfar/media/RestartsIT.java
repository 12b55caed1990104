package io.awfar.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.FreePorts;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that stops in the middle, and the one that goes on for it.
class RestartsIT {

  @TempDir Path folder;

  private final String id = UUID.randomUUID().toString();
  private final byte[] content = TestFiles.random(300_000, id.hashCode());
  private final Message message = TestMessages.withMedia(id, content);
  private PlayedApi api;

  @BeforeEach
  void start() {
    api = PlayedApi.start();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aFileCutShortByAStopIsFetchedByTheNextEvenIfItFirstFindsNoRegistry() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    api.file(id, content);
    PlayedApi.Play good = api.played("/file/" + id);
    api.play(
        "/file/" + id,
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, 100_000);
          exchange.getResponseBody().flush();
          reached.countDown();
          PlayedApi.await(new CountDownLatch(1));
        });
    RunningService first = RunningService.start(api, folder);
    try (TestTopics topics = TestTopics.committed()) {
      topics.send(message);
      assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
      first.close();
      assertThat(folder.resolve("test")).isEmptyDirectory();
      assertThat(topics.eventsOf(message.getMessageId())).isEmpty();

      api.play("/file/" + id, good);
      int port = FreePorts.next();
      Map<String, String> ownRegistry =
          Map.of("AWFAR_SCHEMA_REGISTRY_URL", "http://127.0.0.1:" + port);
      try (RunningService next = RunningService.start(api, folder, ownRegistry)) {
        await().until(() -> next.actuator("health/readiness").body().contains("schema-registry"));
        assertThat(next.readiness()).isEqualTo(503);

        try (Forwarder registry = Forwarder.start(port, TestRegistry.url())) {
          assertThat(registry.port()).isEqualTo(port);
          assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
        }
        assertThat(topics.eventsOf(message.getMessageId())).hasSize(1);
        assertThat(topics.deadLettersOf(TestMessages.CHAT)).isEmpty();
      }
    }
  }
}
