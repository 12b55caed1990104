package io.awfar.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.FreePorts;
import io.awfar.media.FileClient.Answer;
import io.awfar.testservers.ServiceProcess;
import io.awfar.testservers.TestS3;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service that is killed once an object of it is in the bucket, and before it hears so.
class KilledBetweenObjectAndEventIT {

  private static final Duration LONG = Duration.ofSeconds(120);
  private static final String CHANNEL = "1055503";
  private static final String INSTANCE = "between";
  private static final String UPLOADS = INSTANCE + ".uploads";

  @TempDir Path folder;

  private final UUID workspace = UUID.randomUUID();
  private final byte[] content = TestImages.halves(400, 300, "jpeg");
  private final String key = workspace + "/" + TestFiles.hex(content);
  private final int port = FreePorts.next();
  private PlayedApi api;
  private PlayedGateway gateway;
  private FileClient files;
  private String agent;

  @BeforeEach
  void start() throws Exception {
    api = PlayedApi.start();
    gateway = new PlayedGateway();
    files = new FileClient(port);
    agent = gateway.token(workspace, "agent");
  }

  @AfterEach
  void stop() {
    files.close();
    gateway.close();
    api.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".thumbnail"})
  void theFileOfAMessageIsToldOfOnceAndNothingElseIsLeft(String killedAt) throws Exception {
    Message message = message(workspace, content);
    Message behind = message(UUID.randomUUID(), Samples.png());
    try (SilentS3 s3 = SilentS3.about(key + killedAt);
        ServiceProcess _ = service(s3.url())) {
      awaitUp();
      send(message);
      await().atMost(LONG).until(s3::isPut);
    }
    try (TestTopics topics = TestTopics.committed()) {
      assertThat(topics.eventsOf(message.getMessageId())).isEmpty();
      assertThat(files.objects(workspace)).contains(key + killedAt);
      assertThat(leftIn(INSTANCE)).isNotEmpty();

      try (ServiceProcess _ = service(TestS3.start().endpoint().toString())) {
        awaitUp();
        MediaEvent event = topics.eventOf(message);

        assertThat(event.getOutcome()).isEqualTo(MediaOutcome.STORED);
        assertThat(event.getObjectKey()).isEqualTo(key);
        assertThat(files.objects(workspace))
            .containsExactlyInAnyOrder(event.getObjectKey(), event.getThumbnailKey());
        await().atMost(LONG).until(() -> leftIn(INSTANCE).isEmpty());
        // A second event of the file would come before that of the next in its chat.
        topics.send(behind);
        topics.eventOf(behind);
        assertThat(topics.eventsOf(message.getMessageId())).containsExactly(event);
      }
    }
  }

  @Test
  void anUploadIsRepeatedAsIfItWereTheFirst() throws Exception {
    try (SilentS3 s3 = SilentS3.about(key);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ServiceProcess process = service(s3.url())) {
      awaitUp();
      Future<Answer> upload = threads.submit(this::upload);
      await().atMost(LONG).until(s3::isPut);
      process.kill();
      assertThat(upload).failsWithin(LONG).withThrowableOfType(ExecutionException.class);
    }
    assertThat(files.objects(workspace)).containsExactly(key);
    assertThat(leftIn(UPLOADS)).hasSize(1);

    try (ServiceProcess _ = service(TestS3.start().endpoint().toString())) {
      awaitUp();
      assertThat(leftIn(UPLOADS)).isEmpty();
      assertThat(upload().status()).isEqualTo(201);
      assertThat(files.objects(workspace)).containsExactly(key);
      assertThat(leftIn(UPLOADS)).isEmpty();
      // No other event of the file is behind that of its end.
      assertThat(files.delete(agent, "/files/" + key).status()).isEqualTo(204);
      try (TestTopics topics = TestTopics.committed()) {
        assertThat(toldUntilTheEnd(topics))
            .extracting(FileEvent::getType)
            .containsExactly(FileEventType.UPLOADED, FileEventType.DELETED);
      }
    }
  }

  /// A message of the one chat of this test, with its file at WhatsApp.
  private Message message(UUID ownerId, byte[] file) {
    String id = UUID.randomUUID().toString();
    api.file(id, file);
    return Message.newBuilder(TestMessages.withMedia(id, file))
        .setOwnerId(ownerId)
        .setChannelId(CHANNEL)
        .setWaChatId(CHANNEL + "|" + workspace)
        .build();
  }

  private static void send(Message message) {
    try (TestTopics topics = TestTopics.committed()) {
      topics.send(message);
    }
  }

  private Answer upload() throws Exception {
    return files.upload(agent, "a.jpg", content);
  }

  private List<FileEvent> toldUntilTheEnd(TestTopics topics) {
    await()
        .atMost(LONG)
        .until(() ->
            topics.fileEventsOf(workspace).stream()
                .anyMatch(event -> event.getType() == FileEventType.DELETED));
    return topics.fileEventsOf(workspace);
  }

  private ServiceProcess service(String s3Url) throws IOException {
    Map<String, String> settings =
        Map.of(
            "AWFAR_MEDIA_INSTANCE",
            INSTANCE,
            "AWFAR_MEDIA_PORT",
            Integer.toString(port),
            "AWFAR_MEDIA_JWKS_URL",
            gateway.keysUrl(),
            "AWFAR_S3_ENDPOINT",
            s3Url,
            // However slow the machine is, an answer that does not come is still waited for.
            "AWFAR_MEDIA_S3_REQUEST_TIME_MAX",
            "10m",
            // And no file goes without its thumbnail.
            "AWFAR_MEDIA_PREVIEW_TIME_MAX",
            "2m",
            // The next one need not wait long for the partitions of one that was killed.
            "spring.kafka.consumer.properties.session.timeout.ms",
            "6000");
    return ServiceProcess.start(
        MediaService.class,
        folder.resolve("log"),
        RunningService.arguments(api, folder.resolve("spool"), settings));
  }

  /// Once it knows of a file that it is not there, the service has its topics and its bucket.
  private void awaitUp() {
    String unknown = "/files/" + workspace + "/" + "0".repeat(64) + "/signed-url";
    await().atMost(LONG).ignoreExceptions().until(() -> files.get(agent, unknown).status() == 404);
  }

  private List<Path> leftIn(String spool) throws IOException {
    try (var left = Files.list(folder.resolve("spool").resolve(spool))) {
      return left.toList();
    }
  }
}
