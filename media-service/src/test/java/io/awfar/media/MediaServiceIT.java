package io.awfar.media;

import static io.awfar.media.PlayedApi.bytes;
import static io.awfar.media.PlayedApi.error;
import static io.awfar.media.PlayedApi.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.store.ObjectKey;
import io.awfar.media.store.StoredFiles;
import io.awfar.testservers.TestS3;
import io.awfar.whatsapp.DeadLetter;
import io.awfar.whatsapp.Media;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of one file, from the topic in to the topic out.
class MediaServiceIT {

  @TempDir static Path spool;

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
  void withoutADatabaseNothingIsComparedWithTheBucketAndItSaysSo() throws Exception {
    assertThat(service.actuator("info").body()).contains("\"reconciliation\":{\"state\":\"off\"");
    assertThat(service.readiness()).isEqualTo(200);
  }

  @Test
  void aFileIsStoredOnceAndToldOnce() throws Exception {
    byte[] content = Samples.jpeg();
    api.file(id, content);
    Message message = TestMessages.withMedia(id, content);

    topics.send(message);

    MediaEvent event = topics.eventOf(message);
    String sha256 = TestFiles.hex(content);
    assertThat(event.getOutcome()).isEqualTo(MediaOutcome.STORED);
    assertThat(event.getObjectKey()).isEqualTo(TestMessages.OWNER + "/" + sha256);
    assertThat(event.getSha256()).isEqualTo(sha256);
    assertThat(event.getSizeBytes()).isEqualTo(content.length);
    assertThat(event.getMimeType()).isEqualTo("image/jpeg");
    assertThat(event.getMediaId()).isEqualTo(id);
    assertThat(event.getWaMessageId()).isEqualTo(message.getWaMessageId());
    assertThat(event.getReason()).isNull();
    assertThat(topics.keyOf(event)).isEqualTo(TestMessages.CHAT);
    assertThat(stored(event)).isEqualTo(content);
    assertToldOnce(message);
    assertThat(api.requests("/file/" + id)).isEqualTo(1);
  }

  @Test
  void aFileWhoseStatedTypeNoHeaderCanHaveIsStoredAndHoldsNobodyUp() throws Exception {
    byte[] content = Samples.png();
    api.file(id, content);
    Media media =
        TestMessages.media(id)
            .setMimeType("image/png; name=\"\u00e9.png\"")
            .setSha256(TestFiles.base64(content))
            .setUrl(api.url() + "/file/" + id)
            .build();
    Message message = TestMessages.withMedia(media);

    topics.send(message);

    MediaEvent event = topics.eventOf(message);
    assertThat(event.getOutcome()).isEqualTo(MediaOutcome.STORED);
    assertThat(event.getMimeType()).isEqualTo("image/png");
    assertThat(stored(event)).isEqualTo(content);
    assertToldOnce(message);
  }

  @Test
  void aFileThatIsDeletedBeforeItIsToldOfIsThereWhenItIsToldOf() throws Exception {
    api.file(id, content);
    api.file(id + "-slow", new byte[1000]);
    PlayedApi.Play good = api.played("/file/" + id + "-slow");
    CountDownLatch release = new CountDownLatch(1);
    api.play(
        "/file/" + id + "-slow",
        exchange -> {
          PlayedApi.await(release);
          good.answer(exchange);
        });
    Message message = TestMessages.withMedia(id, content);
    topics.send(message, TestMessages.withMedia(id + "-slow", new byte[1000]));
    ObjectKey key = new ObjectKey(TestMessages.OWNER, TestFiles.hex(content));
    StoredFiles files = service.bean(StoredFiles.class);
    await().until(() -> files.find(key.toString()).isPresent());

    files.remove(key);
    release.countDown();

    MediaEvent event = topics.eventOf(message);
    assertThat(event.getOutcome()).isEqualTo(MediaOutcome.STORED);
    assertThat(stored(event)).isEqualTo(content);
    assertToldOnce(message);
  }

  @Test
  void theSameFileInTwoMessagesIsOneObject() {
    api.file(id, content);
    api.file(id + "-again", content);
    Message one = TestMessages.withMedia(id, content);
    Message other = TestMessages.withMedia(id + "-again", content);

    topics.send(one, other);

    assertThat(topics.eventOf(one).getObjectKey()).isEqualTo(topics.eventOf(other).getObjectKey());
  }

  @Test
  void anExpiredUrlIsAskedForAgain() {
    api.file(id, content);
    api.play("/file/" + id, first(1, error(404, -1), bytes(200, content)));
    Message message = TestMessages.withMedia(id, content);

    topics.send(message);

    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    assertThat(api.requests("/v23.0/" + id)).isEqualTo(2);
  }

  @Test
  void errorsThatPassAreWaitedOut() {
    api.file(id, content);
    api.play("/v23.0/" + id, first(1, error(503, 2), api.played("/v23.0/" + id)));
    api.play("/file/" + id, first(1, error(500, 1), bytes(200, content)));
    Message message = TestMessages.withMedia(id, content);

    topics.send(message);

    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
  }

  @Test
  void theUrlInTheMessageIsTriedFirst() {
    api.file(id, content);
    Message message = TestMessages.withMedia(directly(api.url() + "/file/" + id));

    topics.send(message);

    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    assertThat(api.requests("/v23.0/" + id)).isZero();
  }

  @Test
  void aUrlInTheMessageIsNotBelievedWithoutTheHashOfTheFile() {
    api.file(id, content);
    api.play("/page", PlayedApi.bytes(200, "not the file".getBytes(StandardCharsets.UTF_8)));
    Media unhashed = TestMessages.media(id).setUrl(api.url() + "/page").build();
    Message message = TestMessages.withMedia(unhashed);

    topics.send(message);

    assertThat(topics.eventOf(message).getSha256()).isEqualTo(TestFiles.hex(content));
    assertThat(api.requests("/page")).isZero();
  }

  @Test
  void aUrlInTheMessageThatIsOldOrForeignIsReplacedByTheLookUp() {
    api.file(id, content);
    Message old = TestMessages.withMedia(directly(api.url() + "/old"));
    Message foreign = TestMessages.withMedia(directly("http://169.254.169.254/latest"));

    topics.send(old, foreign);

    assertThat(topics.eventOf(old).getOutcome()).isEqualTo(MediaOutcome.STORED);
    assertThat(topics.eventOf(foreign).getOutcome()).isEqualTo(MediaOutcome.STORED);
  }

  @Test
  void bytesThatAreNoMessageGoToTheDeadLettersUntouched() {
    String key = "poison-" + id;
    byte[] value = "no avro".getBytes(StandardCharsets.UTF_8);

    topics.sendBytes(key, value);
    topics.sendBytes(key + "-none", null);

    DeadLetter letter = topics.deadLetterOf(key);
    assertThat(letter.getService()).isEqualTo("media-service");
    assertThat(letter.getReason()).isEqualTo("undecodable");
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(value));
    assertThat(topics.deadLetterOf(key + "-none").getReason()).isEqualTo("not-a-message");
  }

  @Test
  void messagesWithoutFilePassInSilence() throws Exception {
    Message text = TestMessages.text();
    topics.send(text);

    assertToldOnce(marker());
    assertThat(topics.eventsOf(text.getMessageId())).isEmpty();
  }

  @Test
  void theServiceTellsHowItIs() throws Exception {
    assertToldOnce(marker());

    assertThat(service.readiness()).isEqualTo(200);
    assertThat(service.liveness()).isEqualTo(200);
    assertThat(service.actuator("media").body())
        .containsPattern("\"stored\":[1-9]")
        .contains("\"failed\":", "\"expired\":");
    assertThat(service.actuator("prometheus").body())
        .contains(
            "awfar_media_transfers_seconds_count{outcome=\"stored\"",
            "awfar_media_transfers_seconds_count{outcome=\"failed\"",
            "awfar_media_transfers_seconds_count{outcome=\"expired\"",
            "awfar_media_bytes_total",
            "awfar_media_inflight",
            "awfar_media_waiting",
            "awfar_media_dead_letters_total",
            "kafka_consumer_fetch_manager_records_lag");
  }

  private Media directly(String url) {
    return TestMessages.media(id).setSha256(TestFiles.base64(content)).setUrl(url).build();
  }

  /// What comes after in the same partition is there, and still there is only one.
  private void assertToldOnce(Message message) {
    if (topics.eventsOf(message.getMessageId()).isEmpty()) {
      topics.eventOf(message);
    }
    topics.eventOf(marker());
    assertThat(topics.eventsOf(message.getMessageId())).hasSize(1);
  }

  private Message marker() {
    String markerId = "marker-" + UUID.randomUUID();
    api.file(markerId, content);
    Message marker = TestMessages.withMedia(markerId, content);
    topics.send(marker);
    return marker;
  }

  private static byte[] stored(MediaEvent event) throws Exception {
    TestS3 s3 = TestS3.start();
    try (MinioClient client =
            MinioClient.builder()
                .endpoint(s3.endpoint().toString())
                .credentials(s3.accessKey(), s3.secretKey())
                .build();
        var object =
            client.getObject(
                GetObjectArgs.builder()
                    .bucket(RunningService.BUCKET)
                    .object(event.getObjectKey())
                    .build())) {
      return object.readAllBytes();
    }
  }
}
