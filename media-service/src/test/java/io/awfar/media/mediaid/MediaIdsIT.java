package io.awfar.media.mediaid;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.FileClient;
import io.awfar.media.FileClient.Answer;
import io.awfar.media.PlayedApi;
import io.awfar.media.PlayedGateway;
import io.awfar.media.RunningService;
import io.awfar.media.Samples;
import io.awfar.media.TestFiles;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files on their way to WhatsApp, over HTTP.
class MediaIdsIT {

  private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");

  @TempDir static Path spool;

  private static PlayedGateway gateway;
  private static PlayedApi api;
  private static RunningService service;
  private static FileClient files;

  private final String agent = gateway.token(OWNER, "agent");
  private final List<byte[]> given = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    gateway = new PlayedGateway();
    api = PlayedApi.start();
    service = RunningService.start(api, spool, Map.of("AWFAR_MEDIA_JWKS_URL", gateway.keysUrl()));
    files = new FileClient(service.port());
  }

  @AfterAll
  static void stop() {
    files.close();
    service.close();
    api.close();
    gateway.close();
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
    String body = "{\"channelId\":\"" + channelId + "\",\"kind\":\"" + kind + "\"}";
    return files.send(
        token,
        files
            .request("/files/" + path + "/media-ids")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
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
    api.play("/v23.0/506/media", PlayedApi.error(500, 1));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("whatsapp_unavailable");
    api.play("/v23.0/506/media", PlayedApi.error(400, 130429));
    assertThat(idOf(agent, path, "506", "document").code()).isEqualTo("whatsapp_unavailable");

    takes("506");
    assertThat(idOf(agent, path, "506", "document").status()).isEqualTo(200);
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
