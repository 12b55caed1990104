package io.awfar.media;

import static io.awfar.media.PlayedApi.bytes;
import static io.awfar.media.PlayedApi.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.testservers.ServiceProcess;
import io.awfar.testservers.TestS3;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that is killed in the middle of its work, again and again.
class KilledServiceIT {

  private static final Duration LONG = Duration.ofSeconds(120);
  private static final int FILES = 40;

  @TempDir Path folder;

  private final UUID workspace = UUID.randomUUID();
  private final Map<Message, byte[]> files = new LinkedHashMap<>();
  private final AtomicBoolean good = new AtomicBoolean();

  @Test
  void killedInTheMiddleItLosesNoFileAndTellsNoneTwiceAndLeavesNothingBehind() throws Exception {
    CountDownLatch reached = new CountDownLatch(3);
    try (RunningService topicsAreMade = idle();
        PlayedApi api = PlayedApi.start();
        TestTopics topics = TestTopics.committed()) {
      topicsAreMade.close();
      play(api, reached);
      topics.send(files.keySet().toArray(Message[]::new));

      try (ServiceProcess _ = service(api)) {
        // Some files are half here, others in the bucket without an event.
        assertThat(reached.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
      assertThat(leftInSpool()).as("a file was on its way").isNotEmpty();
      try (ServiceProcess _ = service(api)) {
        // Some files wait in a lane, or are on their way between two.
        await()
            .atMost(LONG)
            .until(() -> files.keySet().stream().anyMatch(m -> !topics.laneVisitsOf(m).isEmpty()));
        good.set(true);
      }
      try (ServiceProcess _ = service(api)) {
        await().atMost(LONG).until(() -> told(topics) > FILES / 2);
      }
      try (ServiceProcess _ = service(api)) {
        await().atMost(LONG).until(() -> told(topics) == FILES);
        await().atMost(LONG).until(() -> leftInSpool().isEmpty());
      }

      Set<String> objects = new HashSet<>();
      for (Message message : files.keySet()) {
        List<MediaEvent> events = topics.eventsOf(message.getMessageId());
        assertThat(events).hasSize(1);
        MediaEvent event = events.getFirst();
        assertThat(event.getOutcome()).isEqualTo(MediaOutcome.STORED);
        assertThat(event.getSha256()).isEqualTo(TestFiles.hex(files.get(message)));
        objects.add(event.getObjectKey());
        objects.add(event.getThumbnailKey());
      }
      assertThat(inBucket()).containsExactlyInAnyOrderElementsOf(objects);
    }
  }

  /// Every fourth file comes wrong until one has gone to a lane, however often it was asked for by
  /// then, and the first few not at all to the first who asks.
  private void play(PlayedApi api, CountDownLatch reached) {
    for (int n = 0; n < FILES; n++) {
      String id = workspace + "-" + n;
      byte[] content = TestImages.halves(400 + n, 300, "jpeg");
      api.file(id, content);
      PlayedApi.Play right = bytes(200, content);
      PlayedApi.Play wrong = bytes(200, new byte[9]);
      if (n % 4 == 1) {
        api.play("/file/" + id, exchange -> (good.get() ? right : wrong).answer(exchange));
      } else if (n < 4) {
        api.play("/file/" + id, first(1, cutShort(content, reached), right));
      }
      files.put(
          Message.newBuilder(TestMessages.withMedia(id, content))
              .setOwnerId(workspace)
              .setWaChatId("1055501|" + id)
              .build(),
          content);
    }
  }

  private static PlayedApi.Play cutShort(byte[] content, CountDownLatch reached) {
    return exchange -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, content.length / 2);
      exchange.getResponseBody().flush();
      reached.countDown();
      PlayedApi.await(new CountDownLatch(1));
    };
  }

  private ServiceProcess service(PlayedApi api) throws Exception {
    Map<String, String> settings =
        Map.of(
            "AWFAR_MEDIA_INSTANCE",
            "killed",
            // The next one need not wait long for the partitions of one that was killed.
            "spring.kafka.consumer.properties.session.timeout.ms",
            "6000");
    return ServiceProcess.start(
        MediaService.class,
        folder.resolve("log"),
        RunningService.arguments(api, folder.resolve("spool"), settings));
  }

  /// For the topics, which the service makes.
  private RunningService idle() {
    try (PlayedApi api = PlayedApi.start()) {
      return RunningService.start(api, folder.resolve("idle"));
    }
  }

  private long told(TestTopics topics) {
    return files.keySet().stream()
        .filter(message -> !topics.eventsOf(message.getMessageId()).isEmpty())
        .count();
  }

  private List<Path> leftInSpool() throws Exception {
    try (var left = Files.list(folder.resolve("spool").resolve("killed"))) {
      return left.toList();
    }
  }

  private List<String> inBucket() throws Exception {
    TestS3 s3 = TestS3.start();
    List<String> names = new ArrayList<>();
    try (MinioClient client =
        MinioClient.builder()
            .endpoint(s3.endpoint().toString())
            .credentials(s3.accessKey(), s3.secretKey())
            .build()) {
      for (var result :
          client.listObjects(
              ListObjectsArgs.builder()
                  .bucket(RunningService.BUCKET)
                  .prefix(workspace + "/")
                  .recursive(true)
                  .build())) {
        names.add(result.get().objectName());
      }
    }
    return names;
  }
}
