package io.awfar.media;

import static io.awfar.media.PlayedApi.bytes;
import static io.awfar.media.PlayedApi.error;
import static io.awfar.media.PlayedApi.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.CommitFaults.Fault;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files that wait without others waiting for them.
class LanesIT {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path spool;

  private final String id = UUID.randomUUID().toString();
  private final byte[] content = TestFiles.random(300_000, id.hashCode());
  private final Message message = TestMessages.withMedia(id, content);
  private PlayedApi api;

  @BeforeEach
  void start() {
    api = PlayedApi.start();
    api.file(id, content);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aBrokenFileIsTriedAgainInLaneAfterLaneAndToldOnce() throws Exception {
    // Three attempts in each visit, of which the fourth brings it.
    api.play("/file/" + id, first(10, bytes(200, new byte[content.length]), bytes(200, content)));
    try (RunningService service = RunningService.start(api, spool);
        TestTopics topics = TestTopics.committed()) {
      topics.send(message);

      assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
      assertThat(topics.laneVisitsOf(message))
          .containsExactly(
              "retry-1 hash-mismatch", "retry-2 hash-mismatch", "retry-3 hash-mismatch");
      assertThat(api.requests("/file/" + id)).isEqualTo(11);
      assertThat(service.readiness()).as("broken files do no harm").isEqualTo(200);
      assertThat(service.actuator("prometheus").body())
          .contains(
              "awfar_media_deferred_total{lane=\"retry-1\",reason=\"hash-mismatch\"} 1.0",
              "awfar_media_lane_records{lane=\"retry-3\"}",
              "awfar_media_waiting{lane=\"slow\"} 0.0",
              "awfar_media_bytes_inflight_bytes 0.0");
    }
    assertToldOnce();
  }

  @Test
  void aSlowFileLetsTheOthersGoOnAndHasItsFullTimeElsewhere() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    PlayedApi.Play good = api.played("/file/" + id);
    api.play(
        "/file/" + id,
        exchange -> {
          PlayedApi.await(release);
          good.answer(exchange);
        });
    Message next = TestMessages.withMedia(id + "-next", content);
    api.file(id + "-next", content);
    try (RunningService service =
            RunningService.start(api, spool, Map.of("AWFAR_MEDIA_MAIN_TIME_MAX", "500ms"));
        TestTopics topics = TestTopics.committed()) {
      topics.send(message);
      await().atMost(LONG).until(() -> api.requests("/file/" + id) == 1);
      topics.send(next);

      assertThat(topics.eventOf(next).getOutcome()).isEqualTo(MediaOutcome.STORED);
      await().atMost(LONG).until(() -> topics.laneVisitsOf(message).contains("slow slow"));
      await().atMost(LONG).until(() -> api.requests("/file/" + id) == 2);
      assertThat(topics.eventsOf(message.getMessageId())).isEmpty();
      assertThat(service.readiness()).isEqualTo(200);

      release.countDown();
      assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    }
    assertToldOnce();
  }

  @Test
  void filesThatFindNoRoomInTimeGoToTheSlowLaneAndAreStored() {
    List<String> ids = IntStream.range(0, 12).mapToObj(n -> id + "-" + n).toList();
    ids.forEach(other -> {
      api.file(other, content);
      PlayedApi.Play good = api.played("/file/" + other);
      api.play(
          "/file/" + other,
          exchange -> {
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            good.answer(exchange);
          });
    });
    Message[] all =
        ids.stream().map(other -> TestMessages.withMedia(other, content)).toArray(Message[]::new);
    Map<String, String> settings =
        Map.of("AWFAR_MEDIA_MAIN_TIME_MAX", "500ms", "AWFAR_MEDIA_DOWNLOADS_MAX", "1");
    try (RunningService service = RunningService.start(api, spool, settings);
        TestTopics topics = TestTopics.committed()) {
      topics.send(all);

      for (Message each : all) {
        assertThat(topics.eventOf(each).getOutcome()).isEqualTo(MediaOutcome.STORED);
      }
      assertThat(List.of(all)).anyMatch(each -> topics.laneVisitsOf(each).contains("slow crowded"));
    }
  }

  @Test
  void aFileWaitsInItsLaneThroughARestartUntilItIsDue() throws Exception {
    api.play("/file/" + id, first(3, bytes(200, new byte[content.length]), bytes(200, content)));
    try (RunningService service =
            RunningService.start(api, spool, Map.of("AWFAR_MEDIA_RETRY_DELAYS", "1h,1h,1h"));
        TestTopics topics = TestTopics.committed()) {
      topics.send(message);

      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(topics.laneVisitsOf(message)).containsExactly("retry-1 hash-mismatch"));
      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(service.actuator("health/readiness").body())
                  .containsPattern("\"retry-1\":\\{\"records\":[1-9]"));
      assertThat(topics.eventsOf(message.getMessageId())).isEmpty();
      assertThat(api.requests("/file/" + id)).isEqualTo(3);
    }
    try (RunningService service = RunningService.start(api, spool);
        TestTopics topics = TestTopics.committed()) {
      assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
      assertThat(service.readiness()).isEqualTo(200);
    }
    assertToldOnce();
  }

  @Test
  void aLaneThatMovesToAnotherInstanceWhileItWaitsLosesAndDoublesNothing() throws Exception {
    List<String> ids = IntStream.range(0, 24).mapToObj(n -> id + "-" + n).toList();
    ids.forEach(other -> {
      api.file(other, content);
      api.play("/file/" + other, first(3, bytes(200, new byte[9]), bytes(200, content)));
    });
    List<Message> all =
        ids.stream()
            .map(other ->
                Message.newBuilder(TestMessages.withMedia(other, content))
                    .setWaChatId("1055501|" + other)
                    .build())
            .toList();
    Map<String, String> slowly = Map.of("AWFAR_MEDIA_RETRY_DELAYS", "6s,6s,6s");
    Map<String, String> other =
        Map.of("AWFAR_MEDIA_RETRY_DELAYS", "6s,6s,6s", "AWFAR_MEDIA_INSTANCE", "other");
    try (RunningService one = RunningService.start(api, spool, slowly);
        TestTopics topics = TestTopics.committed()) {
      topics.send(all.toArray(Message[]::new));
      await()
          .atMost(LONG)
          .until(() -> all.stream().noneMatch(each -> topics.laneVisitsOf(each).isEmpty()));

      try (RunningService two = RunningService.start(api, spool, other)) {
        for (Message each : all) {
          assertThat(topics.eventOf(each).getOutcome()).isEqualTo(MediaOutcome.STORED);
        }
        assertThat(one.readiness()).isEqualTo(200);
        assertThat(two.readiness()).isEqualTo(200);
      }
      assertThat(all)
          .allSatisfy(each -> {
            assertThat(topics.eventsOf(each.getMessageId())).hasSize(1);
            assertThat(topics.laneVisitsOf(each)).hasSize(1);
          });
    }
  }

  @Test
  void aNumberThatIsThrottledLetsOthersGoOn() throws Exception {
    PlayedApi.Play good = api.played("/v23.0/" + id);
    api.play("/v23.0/" + id, error(429, 130429));
    try (RunningService service = RunningService.start(api, spool);
        TestTopics topics = TestTopics.committed()) {
      topics.send(message);
      await()
          .until(() -> {
            Message other = ofAnotherNumber();
            topics.send(other);
            assertThat(topics.eventOf(other).getOutcome()).isEqualTo(MediaOutcome.STORED);
            return topics.laneVisitsOf(message).contains("retry-1 throttled");
          });
      assertThat(topics.eventsOf(message.getMessageId())).isEmpty();

      api.play("/v23.0/" + id, good);
      await()
          .until(() -> {
            topics.send(ofAnotherNumber());
            return !topics.eventsOf(message.getMessageId()).isEmpty();
          });
      assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
      assertThat(service.readiness()).isEqualTo(200);
    }
    assertToldOnce();
  }

  @Test
  void filesOfABrokenNumberHoldUpThoseBehindThemForABoundedTimeEvenWithoutEvidence()
      throws Exception {
    api.play("/v23.0/" + id, error(500, 1));
    Map<String, String> settings =
        Map.of("AWFAR_MEDIA_MAIN_WAIT_MAX", "1s", "AWFAR_MEDIA_BATCH_RECORDS_MAX", "1");
    try (RunningService service = RunningService.start(api, spool, settings);
        TestTopics topics = TestTopics.committed()) {
      // In the same partition, so that nothing else can come to any consumer before.
      Message behind = Message.newBuilder(ofAnotherNumber()).setWaChatId(TestMessages.CHAT).build();
      topics.send(message, behind);

      assertThat(topics.eventOf(behind).getOutcome()).isEqualTo(MediaOutcome.STORED);
      assertThat(topics.laneVisitsOf(message)).startsWith("retry-1 api-error");
      assertThat(topics.eventsOf(message.getMessageId())).isEmpty();
      await().until(() -> service.readiness() == 200);

      api.file(id, content);
      assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    }
    assertToldOnce();
  }

  @Test
  void aNumberWhoseLookUpsFailIsToldFromAWhatsAppThatDoesByDownloadsOfOthers() {
    api.play("/v23.0/" + id, error(500, 1));
    try (RunningService service = RunningService.start(api, spool);
        TestTopics topics = TestTopics.committed()) {
      topics.send(message);
      await()
          .until(() -> {
            // Its webhook has a url, so nothing is looked up.
            Message found = ofAnotherNumber();
            String otherId = found.getMedia().getMediaId();
            Message other = TestMessages.withUrl(found, api.url() + "/file/" + otherId);
            topics.send(other);
            assertThat(topics.eventOf(other).getOutcome()).isEqualTo(MediaOutcome.STORED);
            assertThat(api.requests("/v23.0/" + otherId)).isZero();
            return topics.laneVisitsOf(message).contains("retry-1 api-error");
          });
      assertThat(topics.eventsOf(message.getMessageId())).isEmpty();

      api.file(id, content);
      assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    }
    assertToldOnce();
  }

  /// Its file is there.
  private Message ofAnotherNumber() {
    String other = "other-" + UUID.randomUUID();
    api.file(other, content);
    return Message.newBuilder(TestMessages.withMedia(other, content))
        .setChannelId("1055502")
        .setWaChatId("1055502|" + other)
        .build();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BEFORE", "ANSWER_LOST"})
  void aCrashAsAFileChangesLanesLeavesItInOne(Fault fault) throws Exception {
    api.play("/file/" + id, first(6, bytes(200, new byte[9]), bytes(200, content)));
    try (RunningService service = RunningService.start(api, spool, Map.of(), CommitFaults.class);
        TestTopics topics = TestTopics.committed()) {
      service.bean(CommitFaults.class).next(fault);
      topics.send(message);

      assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
      assertThat(service.bean(CommitFaults.class).happened()).isTrue();
      assertThat(topics.laneVisitsOf(message)).doesNotHaveDuplicates();
    }
    assertToldOnce();
  }

  /// A file that goes through after it is told, and it is still told once.
  private void assertToldOnce() {
    try (RunningService service = RunningService.start(api, spool);
        TestTopics topics = TestTopics.committed()) {
      String markerId = "marker-" + UUID.randomUUID();
      api.file(markerId, content);
      Message marker = TestMessages.withMedia(markerId, content);
      topics.send(marker);
      topics.eventOf(marker);
      assertThat(topics.eventsOf(message.getMessageId())).hasSize(1);
    }
  }
}
