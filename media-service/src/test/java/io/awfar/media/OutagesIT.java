package io.awfar.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedS3;
import io.awfar.embedded.FreePorts;
import io.awfar.media.CommitFaults.Fault;
import io.awfar.whatsapp.MediaOutcome;
import io.awfar.whatsapp.Message;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing is lost and nothing is told twice while something that the service needs is down.
class OutagesIT {

  @TempDir static Path folder;

  private static final int S3_PORT = FreePorts.next();

  private static PlayedApi api;
  private static EmbeddedS3 s3;
  private static RunningService service;
  private static TestTopics topics;

  private final String id = UUID.randomUUID().toString();
  private final byte[] content = TestFiles.random(300_000, id.hashCode());
  private final Message message = TestMessages.withMedia(id, content);

  @BeforeAll
  static void start() throws Exception {
    api = PlayedApi.start();
    s3 = startS3();
    service =
        RunningService.start(
            api,
            folder.resolve("spool"),
            Map.of(
                "AWFAR_S3_ENDPOINT",
                s3.endpoint().toString(),
                "AWFAR_S3_ACCESS_KEY",
                "own",
                "AWFAR_S3_SECRET_KEY",
                "own-secret"),
            CommitFaults.class);
    topics = TestTopics.committed();
  }

  @AfterAll
  static void stop() throws Exception {
    topics.close();
    service.close();
    s3.close();
    api.close();
  }

  private static EmbeddedS3 startS3() throws IOException {
    return EmbeddedS3.start(folder.resolve("s3"), S3_PORT, "own", "own-secret");
  }

  @BeforeEach
  void putFile() {
    api.file(id, content);
  }

  @Test
  void anApiThatIsDownIsWaitedFor() throws Exception {
    api.goDown();
    topics.send(message);

    await().until(() -> service.readiness() == 503);
    assertThat(service.actuator("health/readiness").body()).contains("whatsapp-unreachable");
    assertThat(service.liveness()).isEqualTo(200);
    assertThat(topics.eventsOf(message.getMessageId())).isEmpty();

    api.comeBack();
    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    await().until(() -> service.readiness() == 200);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void anApiInTroubleIsWaitedForAndNoFileGivenUp(Trouble trouble) throws Exception {
    PlayedApi.Play good = api.played("/v23.0/" + id);
    api.play("/v23.0/" + id, PlayedApi.error(trouble.status, trouble.code));
    topics.send(message);

    await().until(() -> api.requests("/v23.0/" + id) > 6);
    assertThat(service.readiness()).isEqualTo(503);
    assertThat(topics.eventsOf(message.getMessageId())).isEmpty();

    api.play("/v23.0/" + id, good);
    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
  }

  enum Trouble {
    FAILING(500, 2),
    THROTTLING(429, 4),
    TOKEN_EXPIRED(401, 190);

    private final int status;
    private final int code;

    Trouble(int status, int code) {
      this.status = status;
      this.code = code;
    }
  }

  @Test
  void aBucketThatIsDownIsWaitedFor() throws Exception {
    s3.close();
    topics.send(message);

    await().until(() -> api.requests("/file/" + id) > 1);
    assertThat(service.readiness()).isEqualTo(503);
    assertThat(service.actuator("health/readiness").body()).contains("\"waitingFor\":\"bucket\"");
    assertThat(service.liveness()).isEqualTo(200);
    assertThat(topics.eventsOf(message.getMessageId())).isEmpty();

    s3 = startS3();
    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
    await().until(() -> service.readiness() == 200);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BEFORE", "ANSWER_LOST"})
  void aCrashBetweenTheFileAndTheEventTellsItOnce(Fault fault) throws Exception {
    CommitFaults faults = service.bean(CommitFaults.class);
    faults.next(fault);
    Message after = TestMessages.withMedia(id, content);

    topics.send(message);
    topics.eventOf(message);
    assertThat(faults.happened()).isTrue();
    topics.send(after);
    topics.eventOf(after);

    assertThat(topics.eventsOf(message.getMessageId())).hasSize(1);
    try (TestTopics uncommitted = TestTopics.uncommitted()) {
      uncommitted.eventOf(after);
      assertThat(uncommitted.eventsOf(message.getMessageId()))
          .as("what the crash left behind is there, and nobody reads it")
          .hasSize(fault == Fault.BEFORE ? 2 : 1);
    }
    assertThat(objects()).as("the file is stored under one name").isEqualTo(1);
  }

  @Test
  void aSlowFileDoesNotHoldUpTheOthersOfItsBatch() {
    CountDownLatch release = new CountDownLatch(1);
    PlayedApi.Play good = api.played("/file/" + id);
    api.play(
        "/file/" + id,
        exchange -> {
          PlayedApi.await(release);
          good.answer(exchange);
        });
    List<String> others = IntStream.range(0, 20).mapToObj(n -> id + "-" + n).toList();
    others.forEach(other -> api.file(other, content));
    List<Message> all = new ArrayList<>(List.of(message));
    others.forEach(other -> all.add(TestMessages.withMedia(other, content)));

    topics.send(all.toArray(Message[]::new));

    await().until(() -> others.stream().allMatch(other -> api.requests("/file/" + other) == 1));
    release.countDown();
    assertThat(topics.eventOf(message).getOutcome()).isEqualTo(MediaOutcome.STORED);
  }

  private long objects() throws Exception {
    try (MinioClient client =
        MinioClient.builder()
            .endpoint(s3.endpoint().toString())
            .credentials("own", "own-secret")
            .build()) {
      String prefix = TestMessages.OWNER + "/" + TestFiles.hex(content);
      long count = 0;
      for (var result :
          client.listObjects(
              ListObjectsArgs.builder()
                  .bucket(RunningService.BUCKET)
                  .prefix(prefix)
                  .recursive(true)
                  .build())) {
        assertThat(result.get().objectName()).isEqualTo(prefix);
        count++;
      }
      return count;
    }
  }
}
