package io.awfar.media;

import static io.awfar.media.PlayedApi.bytes;
import static io.awfar.media.PlayedApi.error;
import static io.awfar.media.PlayedApi.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;
import static org.awaitility.Awaitility.await;

import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.MessageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that cannot be had, from the topic in to the topic out: told once, and why.
class LostFilesIT {

  @TempDir static Path spool;

  /// Enough to go through all lanes on a busy machine.
  private static final Duration LEFT = Duration.ofSeconds(15);

  private static PlayedApi api;
  private static RunningService service;
  private static TestTopics topics;

  private final String id = UUID.randomUUID().toString();
  private final byte[] content = TestFiles.random(300_000, id.hashCode());

  @BeforeAll
  static void start() {
    api = PlayedApi.start();
    service = RunningService.start(api, spool);
    topics = TestTopics.committed();
  }

  @AfterAll
  static void stop() throws IOException {
    topics.close();
    service.close();
    api.close();
    try (var left = Files.list(spool.resolve("test"))) {
      assertThat(left).as("no file is left in the spool, whatever became of it").isEmpty();
    }
  }

  @Test
  void aFileThatIsNotTheOneAnnouncedFailsOnceWhatsAppKeepsItNoLonger() {
    api.file(id, content);
    api.play("/file/" + id, bytes(200, TestFiles.random(content.length, 99)));
    Message message = TestMessages.withMediaKeptFor(LEFT, id, content);

    assertFails("hash-mismatch", message);
    assertThat(topics.laneVisitsOf(message))
        .startsWith("retry-1 hash-mismatch", "retry-2 hash-mismatch", "retry-3 hash-mismatch")
        .contains("retry-3 hash-mismatch", atIndex(3));
    assertThat(topics.eventsOf(message.getMessageId())).hasSize(1);
  }

  @Test
  void aFileBeyondTheBoundFails() {
    api.file(id, new byte[2_000_000]);

    assertFails("too-large", TestMessages.withMedia(id, content));
  }

  @Test
  void aUrlThatIsNotWhatsAppsIsNotFetched() throws Exception {
    try (PlayedApi stranger = PlayedApi.start()) {
      stranger.file(id, content);
      api.lookup(id, stranger.url() + "/file/" + id, TestFiles.hex(content), content.length);

      Message message = TestMessages.withMediaKeptFor(LEFT, id, content);
      assertFails("url-refused", message);
      assertThat(topics.laneVisitsOf(message)).startsWith("retry-1 url-refused");
      assertThat(stranger.requests()).isEmpty();
    }
  }

  @Test
  void aMessageWithoutAnythingToFetchFails() {
    assertFails(
        "no-media-id", TestMessages.withMedia(TestMessages.media("").setMediaId(null).build()));
  }

  @Test
  void aFileThatNeverComesIsTriedLaterOnceOthersDo() {
    api.file(id, content);
    api.play("/file/" + id, error(500, 1));
    api.file(id + "-good", content);
    Message bad = TestMessages.withMediaKeptFor(LEFT, id, content);

    topics.send(bad, TestMessages.withMedia(id + "-good", content));

    await().until(() -> topics.laneVisitsOf(bad).contains("retry-1 api-error"));
    assertThat(topics.eventOf(bad).getOutcome()).isEqualTo(MediaOutcome.EXPIRED);
    assertThat(topics.eventOf(bad).getReason()).isEqualTo("expired");
  }

  @Test
  void aFileThatWhatsAppDoesNotKnowIsExpired() {
    // Nor one that the token may not see, which may change.
    api.play("/v23.0/" + id, error(400, 100));
    Message message = TestMessages.withMediaKeptFor(LEFT, id, content);

    assertExpires("missing", message);
    assertThat(topics.laneVisitsOf(message)).startsWith("retry-1 missing");
  }

  @Test
  void aFileThatWhatsAppDidNotKnowAtFirstIsStoredOnceItDoes() {
    api.file(id, content);
    api.play("/v23.0/" + id, first(4, error(400, 100), api.played("/v23.0/" + id)));
    Message message = TestMessages.withMedia(id, content);

    topics.send(message);

    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    assertThat(topics.laneVisitsOf(message)).startsWith("retry-1 missing", "retry-2 missing");
  }

  @Test
  void anErrorThatNobodyKnowsIsTriedAgainLater() {
    api.file(id, content);
    api.play("/v23.0/" + id, first(4, error(400, 4711), api.played("/v23.0/" + id)));
    Message message = TestMessages.withMedia(id, content);

    topics.send(message);

    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    assertThat(topics.laneVisitsOf(message)).containsExactly("retry-1 lookup-refused");
  }

  @Test
  void aFileThatWhatsAppRefusesForGoodFails() {
    api.play("/v23.0/" + id, error(400, 131052));

    assertFails("lookup-refused", TestMessages.withMedia(id, content));
  }

  @Test
  void aFileThatIsNotThereIsExpiredOnceWhatsAppKeepsItNoLonger() {
    Message message = TestMessages.withMediaKeptFor(LEFT, id, content);

    assertExpires("missing", message);
    assertThat(topics.laneVisitsOf(message)).startsWith("retry-1 missing");
  }

  @Test
  void aUrlThatIsOldAndAllThereIsIsExpired() {
    assertExpires(
        "missing",
        TestMessages.withMedia(
            TestMessages.media("").setMediaId(null).setUrl(api.url() + "/file/" + id).build()));
  }

  @Test
  void aFileThatKeepsFailingBeyondItsLifetimeIsExpired() {
    api.play("/v23.0/" + id, error(500, 1));
    Message old =
        TestMessages.message(MessageType.IMAGE, "image")
            .setMedia(TestMessages.media(id).build())
            .setReceivedAt(Instant.now().minus(Duration.ofDays(8)))
            .build();

    assertExpires("expired", old);
  }

  @Test
  void aFileOfAHistoryIsTriedForAsLongAsThatOfANewMessage() {
    api.play("/v23.0/" + id, error(500, 1));
    api.file(id + "-good", content);
    Message old =
        Message.newBuilder(TestMessages.withMedia(id, content))
            .setSentAt(Instant.now().minus(Duration.ofDays(60)))
            .build();

    topics.send(old, TestMessages.withMedia(id + "-good", content));
    await().until(() -> topics.laneVisitsOf(old).contains("retry-1 api-error"));
    api.file(id, content);

    assertThat(topics.eventOf(old).getOutcome()).isEqualTo(MediaOutcome.STORED);
  }

  @Test
  void anOldFileThatWhatsAppDoesNotFindIsGone() {
    Message old =
        TestMessages.message(MessageType.IMAGE, "image")
            .setMedia(TestMessages.media(id).build())
            .setSentAt(Instant.now().minus(Duration.ofDays(60)))
            .build();

    assertExpires("missing", old);
  }

  private static void assertFails(String reason, Message message) {
    topics.send(message);
    MediaEvent event = topics.eventOf(message);
    assertThat(event.getOutcome()).isEqualTo(MediaOutcome.FAILED);
    assertThat(event.getReason()).isEqualTo(reason);
    assertThat(event.getObjectKey()).isNull();
  }

  private static void assertExpires(String reason, Message message) {
    topics.send(message);
    MediaEvent event = topics.eventOf(message);
    assertThat(event.getOutcome()).isEqualTo(MediaOutcome.EXPIRED);
    assertThat(event.getReason()).isEqualTo(reason);
  }
}
