package io.awfar.media.mediaid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedS3;
import io.awfar.embedded.FreePorts;
import io.awfar.media.FileClient;
import io.awfar.media.FileClient.Answer;
import io.awfar.media.MediaSettings;
import io.awfar.media.PlayedApi;
import io.awfar.media.PlayedGateway;
import io.awfar.media.RunningService;
import io.awfar.media.Samples;
import io.awfar.media.ServedFiles;
import io.awfar.media.TestFiles;
import io.awfar.media.download.AccessTokens;
import io.awfar.media.store.MediaStore;
import io.awfar.media.store.ObjectKey;
import io.awfar.media.store.StoredFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files on their way to WhatsApp, over HTTP.
class MediaIdsIT {

  private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");

  @TempDir static Path spool;

  private static ServedFiles served;

  private final PlayedGateway gateway = served.gateway();
  private final PlayedApi api = served.api();
  private final FileClient files = served.files();
  private final String agent = gateway.token(OWNER, "agent");
  private final List<byte[]> given = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    served = ServedFiles.start(spool);
  }

  /// Closed at the end only: with the first that closes, all of them lose what they listen with.
  private static final List<RunningService> OTHERS = new ArrayList<>();

  private FileClient another(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("AWFAR_MEDIA_JWKS_URL", gateway.keysUrl());
    all.put("AWFAR_MEDIA_INSTANCE", "another-" + OTHERS.size());
    OTHERS.add(RunningService.start(api, spool, all));
    return new FileClient(OTHERS.getLast().port());
  }

  @AfterAll
  static void stop() {
    OTHERS.forEach(RunningService::close);
    served.close();
  }

  private String uploaded(byte[] content) throws Exception {
    return files.upload(agent, "a", content).body().path("path").asString();
  }

  /// Whatever is given to WhatsApp for this number gets an id.
  private void takes(String channelId) {
    api.play(
        "/v23.0/" + channelId + "/media",
        exchange -> {
          given.add(exchange.getRequestBody().readAllBytes());
          PlayedApi.json(200, "{\"id\":\"id-" + given.size() + "\"}").answer(exchange);
        });
  }

  private Answer idOf(String token, String path, String channelId, String kind) throws Exception {
    return files.mediaId(token, path, channelId, kind);
  }

  @Test
  void aFileIsGivenToWhatsAppOnceForEachNumber() throws Exception {
    takes("501");
    takes("502");
    String path = uploaded(Samples.png());

    Answer first = idOf(agent, path, "501", "image");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body().path("id").asString()).isEqualTo("id-1");
    assertThat(idOf(agent, path, "501", "image").body().path("id").asString()).isEqualTo("id-1");
    assertThat(idOf(agent, path, "502", "image").body().path("id").asString()).isEqualTo("id-2");
    assertThat(given).hasSize(2);
    String form = new String(given.getFirst(), ISO_8859_1);
    assertThat(form)
        .contains("messaging_product", "whatsapp", "Content-Type: image/png")
        .contains(new String(Samples.png(), ISO_8859_1));
  }

  @Test
  void manyWhoAskAtOnceGetTheSame() throws Exception {
    takes("503");
    String path = uploaded(Samples.jpeg());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          threads.invokeAll(Collections.nCopies(20, () -> idOf(agent, path, "503", "image")));
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().body().path("id").asString()).isEqualTo("id-1");
      }
    }
    assertThat(given).hasSize(1);
  }

  @Test
  void aFileGoesWithItsIds() throws Exception {
    takes("504");
    String path = uploaded(Samples.pdf());
    idOf(agent, path, "504", "document");

    files.delete(agent, "/files/" + path);

    assertThat(files.objects(OWNER)).noneMatch(key -> key.startsWith(path));
    assertThat(idOf(agent, path, "504", "document").code()).isEqualTo("file_unknown");
  }

  @Test
  void aFileIsSentAsNothingButWhatItIs() throws Exception {
    takes("505");
    String path = uploaded(Samples.png());

    Answer answer = idOf(agent, path, "505", "video");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("file_kind_unfit");
    assertThat(answer.body().path("kind").asString()).isEqualTo("image");
    assertThat(given).isEmpty();
  }

  @Test
  void whatWhatsAppRefusesIsToldFromAWhatsAppThatDoesNotAnswer() throws Exception {
    String path = uploaded(Samples.xlsx());
    api.play("/v23.0/506/media", PlayedApi.error(400, 131053));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("file_refused");
    api.play("/v23.0/506/media", PlayedApi.error(400, 100));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("file_refused");
    // There is no such number, or none that the token may use.
    api.play("/v23.0/506/media", PlayedApi.error(400, 100, 33));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("whatsapp_unavailable");
    api.play("/v23.0/506/media", PlayedApi.bytes(413, new byte[0]));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("file_refused");
    // Of the account, which pays or does not.
    api.play("/v23.0/506/media", PlayedApi.error(400, 131042));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("whatsapp_unavailable");
    api.play("/v23.0/506/media", PlayedApi.error(500, 1));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("whatsapp_unavailable");
    api.play("/v23.0/506/media", PlayedApi.error(400, 130429));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("whatsapp_unavailable");

    takes("506");
    assertThat(idOf(agent, path, "506", "document").status()).isEqualTo(200);
  }

  @Test
  void aVoiceNoteThatCameInCanBeSent() throws Exception {
    takes("508");
    byte[] content = Samples.opus();
    String path = OWNER + "/" + TestFiles.hex(content);
    // As it is stored when it came with a message.
    files.put(path, content, "audio/ogg; codecs=opus");

    assertThat(idOf(agent, path, "508", "audio").body().path("id").asString()).isEqualTo("id-1");
    assertThat(new String(given.getFirst(), ISO_8859_1)).contains("audio/ogg; codecs=opus");
  }

  @Test
  void aFileThatIsDeletedWhileWhatsAppIsGivenItLeavesNothingBehind() throws Exception {
    String path = uploaded(Samples.pptx());
    takes("509");
    PlayedApi.Play good = api.played("/v23.0/509/media");
    api.play(
        "/v23.0/509/media",
        exchange -> {
          try {
            assertThat(files.delete(agent, "/files/" + path).status()).isEqualTo(204);
          } catch (Exception e) {
            throw new IOException(e);
          }
          good.answer(exchange);
        });

    assertThat(idOf(agent, path, "509", "document").body().path("id").asString()).isEqualTo("id-1");

    assertThat(files.objects(OWNER)).noneMatch(key -> key.startsWith(path));
  }

  @Test
  void anIdIsUsedForTwentyEightDaysAndNoLonger() throws Exception {
    takes("510");
    String path = uploaded(Samples.mp3());
    api.play("/v23.0/young", PlayedApi.json(200, "{\"id\":\"young\"}"));
    files.putMediaId(path, "510", "young", Duration.ofDays(28).minus(Duration.ofHours(1)));
    assertThat(idOf(agent, path, "510", "audio").body().path("id").asString()).isEqualTo("young");
    assertThat(given).isEmpty();

    files.putMediaId(path, "510", "old", Duration.ofDays(28).plus(Duration.ofSeconds(1)));
    assertThat(idOf(agent, path, "510", "audio").body().path("id").asString()).isEqualTo("id-1");
    assertThat(idOf(agent, path, "510", "audio").body().path("id").asString()).isEqualTo("id-1");
    assertThat(given).hasSize(1);
  }

  @Test
  void anIdIsUsedByOtherInstancesToo() throws Exception {
    takes("511");
    String path = uploaded(Samples.amr());
    Answer first = idOf(agent, path, "511", "audio");
    try (FileClient client = another(Map.of())) {
      Answer[] second = new Answer[1];
      await()
          .until(() -> {
            // Until it knows which numbers are managed.
            second[0] = client.mediaId(agent, path, "511", "audio");
            return second[0].status() != 503;
          });
      assertThat(second[0].whole().body()).isEqualTo(first.whole().body());
    }
    assertThat(given).hasSize(1);
  }

  @Test
  void aWhatsAppThatTakesAFileSlowlyHasItsFullTime() throws Exception {
    byte[] content = new byte[9 << 20];
    Arrays.fill(content, (byte) 'a');
    takes("512");
    PlayedApi.Play good = api.played("/v23.0/512/media");
    api.play(
        "/v23.0/512/media",
        exchange -> {
          await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
          good.answer(exchange);
        });
    String path = uploaded(content);
    try (FileClient client = another(Map.of("AWFAR_MEDIA_S3_REQUEST_TIME_MAX", "4s"))) {
      await().until(() -> client.mediaId(agent, path, "512", "image").status() == 422);

      assertThat(client.mediaId(agent, path, "512", "document").status()).isEqualTo(200);
    }
    assertThat(given.getFirst()).hasSizeGreaterThan(content.length);
  }

  @Test
  void anIdThatCannotBeKeptIsGoodAllTheSame() throws Exception {
    EmbeddedS3 s3 = EmbeddedS3.start(spool.resolve("s3"), FreePorts.next(), "own", "own-secret");
    Map<String, String> settings =
        Map.of(
            "AWFAR_S3_ENDPOINT",
            s3.endpoint().toString(),
            "AWFAR_S3_ACCESS_KEY",
            "own",
            "AWFAR_S3_SECRET_KEY",
            "own-secret");
    api.play(
        "/v23.0/513/media",
        exchange -> {
          given.add(exchange.getRequestBody().readAllBytes());
          s3.close();
          PlayedApi.json(200, "{\"id\":\"given\"}").answer(exchange);
        });
    try (s3;
        FileClient client = another(settings)) {
      String path = client.upload(agent, "a", Samples.aac()).body().path("path").asString();
      await().until(() -> client.mediaId(agent, path, "513", "image").status() == 422);

      assertThat(client.mediaId(agent, path, "513", "audio").body().path("id").asString())
          .isEqualTo("given");
    }
  }

  @Test
  void anErrorLeavesNobodyWaiting() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    takes("514");
    PlayedApi.Play good = api.played("/v23.0/514/media");
    api.play(
        "/v23.0/514/media",
        exchange -> {
          PlayedApi.await(release);
          good.answer(exchange);
        });
    String path = uploaded(Samples.mp4Audio());
    MediaIds ids = brokenIds();
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    Thread.ofPlatform().start(() -> ask(ids, path, first));
    await().until(() -> api.requests("/v23.0/514/media") == 1);
    Thread waiting = Thread.ofPlatform().start(() -> ask(ids, path, second));
    await().until(() -> waiting.getState() == Thread.State.WAITING);

    release.countDown();

    for (CompletableFuture<String> answer : List.of(first, second)) {
      assertThatThrownBy(() -> answer.get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(StackOverflowError.class);
    }
  }

  /// Whose clock runs into an error once WhatsApp has the file.
  private MediaIds brokenIds() {
    RunningService service = served.service();
    StoredFiles stored = service.bean(StoredFiles.class);
    InstantSource broken =
        () -> {
          throw new StackOverflowError();
        };
    WhatsAppApi whatsapp =
        new WhatsAppApi(
            new OkHttpClient(), HttpUrl.get(api.url()), "v23.0", Duration.ofSeconds(60));
    return new MediaIds(
        service.bean(MediaStore.class),
        stored,
        new WhatsAppUpload(whatsapp, stored),
        new KeptIdCheck(whatsapp),
        service.bean(AccessTokens.class),
        service.bean(MediaSettings.class).mediaIds(),
        broken.withZone(ZoneOffset.UTC));
  }

  private static void ask(MediaIds ids, String path, CompletableFuture<String> answer) {
    try {
      ObjectKey key = new ObjectKey(OWNER, path.substring(path.indexOf('/') + 1));
      answer.complete(ids.of(key, "514", "audio"));
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  @Test
  void nobodyGivesAFileInTheNameOfAnothersNumber() throws Exception {
    takes("507");
    UUID other = UUID.randomUUID();
    String stranger = gateway.token(other, "admin");
    byte[] content = Samples.docx();
    files.upload(stranger, "a", content);

    Answer answer = idOf(stranger, other + "/" + TestFiles.hex(content), "507", "document");

    assertThat(answer.code()).isEqualTo("file_unknown");
    assertThat(given).isEmpty();
    String own = uploaded(content);
    assertThat(idOf(stranger, own, "507", "document").code()).isEqualTo("file_unknown");
    assertThat(idOf(gateway.token(OWNER, "analyst"), own, "507", "document").code())
        .isEqualTo("forbidden");
  }
}
