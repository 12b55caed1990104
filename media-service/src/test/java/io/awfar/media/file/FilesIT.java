package io.awfar.media.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.FileClient;
import io.awfar.media.FileClient.Answer;
import io.awfar.media.PlayedGateway;
import io.awfar.media.Samples;
import io.awfar.media.ServedFiles;
import io.awfar.media.TestFiles;
import io.awfar.media.TestTopics;
import io.awfar.whatsapp.FileEvent;
import io.awfar.whatsapp.FileEventType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files from the upload to their end, over HTTP.
class FilesIT {

  @TempDir static Path spool;

  private static ServedFiles served;
  private static TestTopics topics;

  private final PlayedGateway gateway = served.gateway();
  private final FileClient files = served.files();
  private final UUID owner = UUID.randomUUID();
  private final String agent = gateway.token(owner, "agent");

  @BeforeAll
  static void start() throws Exception {
    served = ServedFiles.start(spool);
    topics = TestTopics.committed();
  }

  @AfterAll
  static void stop() {
    topics.close();
    served.close();
  }

  @Test
  void anUploadedFileIsStoredUnderItsContentAndToldOf() throws Exception {
    byte[] content = Samples.jpeg();

    Answer answer = files.upload(agent, "holiday.pdf", content);

    String path = owner + "/" + TestFiles.hex(content);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().path("path").asString()).isEqualTo(path);
    assertThat(answer.body().path("mimeType").asString()).isEqualTo("image/jpeg");
    assertThat(answer.body().path("kind").asString()).isEqualTo("image");
    assertThat(answer.body().path("sizeBytes").asLong()).isEqualTo(content.length);
    assertThat(answer.body().path("fileName").asString()).isEqualTo("holiday.pdf");
    assertThat(files.objects(owner)).containsExactly(path);
    FileEvent event = told(1).getFirst();
    assertThat(event.getType()).isEqualTo(FileEventType.UPLOADED);
    assertThat(event.getObjectKey()).isEqualTo(path);
    assertThat(event.getKind()).isEqualTo("image");
  }

  @Test
  void theSameFileIsOneObjectHoweverOftenItIsUploaded() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(files.upload(agent, "a.png", Samples.png()).status()).isEqualTo(201);
    }

    assertThat(files.objects(owner)).hasSize(1);
  }

  @Test
  void aSignedUrlGivesTheFileForAWhile() throws Exception {
    String path = files.upload(agent, "a.png", Samples.png()).body().path("path").asString();

    Answer answer = files.get(agent, "/files/" + path + "/signed-url");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(Instant.parse(answer.body().path("expiresAt").asString()))
        .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3601));
    String url = answer.body().path("url").asString();
    assertThat(files.fetch(url).body()).isEqualTo(Samples.png());
    // Without its signature it gives nothing.
    assertThat(files.fetch(url.substring(0, url.indexOf('?'))).statusCode()).isEqualTo(403);
    assertThat(files.fetch(url.replace("Expires=3600", "Expires=86400")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aDocumentIsToBeSavedAndAnImageShown() throws Exception {
    String image = files.upload(agent, "a.png", Samples.png()).body().path("path").asString();
    String document = files.upload(agent, "a.pdf", Samples.pdf()).body().path("path").asString();

    assertThat(files.get(agent, "/files/" + image + "/signed-url").body().path("url").asString())
        .contains("response-content-disposition=inline");
    assertThat(files.get(agent, "/files/" + document + "/signed-url").body().path("url").asString())
        .contains("response-content-disposition=attachment");
  }

  @Test
  void aPreviewHasAnUrlOfItsOwnIfThereIsOne() throws Exception {
    String path = files.upload(agent, "a.png", Samples.png()).body().path("path").asString();
    assertThat(files.get(agent, "/files/" + path + "/signed-url?thumbnail=true").code())
        .isEqualTo("file_unknown");
    files.put(path + ".thumbnail", Samples.jpeg(), "image/jpeg");

    for (String asked :
        List.of(path + "/signed-url?thumbnail=true", path + ".thumbnail/signed-url")) {
      Answer answer = files.get(agent, "/files/" + asked);
      assertThat(files.fetch(answer.body().path("url").asString()).body())
          .isEqualTo(Samples.jpeg());
    }
  }

  @Test
  void aFileOfAnotherWorkspaceIsAsOneThatThereIsNot() throws Exception {
    String path = files.upload(agent, "a.png", Samples.png()).body().path("path").asString();
    String stranger = gateway.token(UUID.randomUUID(), "admin");

    Answer foreign = files.get(stranger, "/files/" + path + "/signed-url");
    Answer none = files.get(agent, "/files/" + owner + "/" + "0".repeat(64) + "/signed-url");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.whole().body()).isEqualTo(none.whole().body());
    assertThat(files.delete(stranger, "/files/" + path).status()).isEqualTo(404);
    assertThat(files.objects(owner)).containsExactly(path);
  }

  @Test
  void aPathThatIsNoneIsUnknown() throws Exception {
    String name = "a".repeat(64);
    for (String path :
        List.of(
            owner + "/" + name.toUpperCase(),
            owner + "/" + name + ".whatsapp-1",
            owner.toString().toUpperCase() + "/" + name,
            owner + "/..%2f" + name,
            "%2e%2e/" + name,
            owner + "/" + name + "%00",
            owner + "/" + "a".repeat(63))) {
      assertThat(files.get(agent, "/files/" + path + "/signed-url").status())
          .as(path)
          .isEqualTo(404);
      assertThat(files.delete(agent, "/files/" + path).status()).as(path).isEqualTo(404);
    }
  }

  @Test
  void aDeletedFileIsGoneWithAllThatIsBesideIt() throws Exception {
    String path = files.upload(agent, "a.png", Samples.png()).body().path("path").asString();
    files.put(path + ".thumbnail", Samples.jpeg(), "image/jpeg");
    files.put(path + ".whatsapp-106540352242922", Samples.text("{}"), "application/json");

    assertThat(files.delete(agent, "/files/" + path).status()).isEqualTo(204);

    assertThat(files.objects(owner)).isEmpty();
    assertThat(files.get(agent, "/files/" + path + "/signed-url").status()).isEqualTo(404);
    assertThat(told(2).getLast().getType()).isEqualTo(FileEventType.DELETED);
  }

  @Test
  void deletingAgainIsTheSame() throws Exception {
    String path = files.upload(agent, "a.png", Samples.png()).body().path("path").asString();

    assertThat(files.delete(agent, "/files/" + path).status()).isEqualTo(204);
    assertThat(files.delete(agent, "/files/" + path).status()).isEqualTo(204);

    assertThat(told(3)).extracting(FileEvent::getType).endsWith(FileEventType.DELETED);
  }

  @Test
  void aFileCanBeUploadedAgainAfterItsEnd() throws Exception {
    String path = files.upload(agent, "a.png", Samples.png()).body().path("path").asString();
    files.delete(agent, "/files/" + path);

    assertThat(files.upload(agent, "a.png", Samples.png()).status()).isEqualTo(201);

    assertThat(files.objects(owner)).containsExactly(path);
    assertThat(told(3).getLast().getType()).isEqualTo(FileEventType.UPLOADED);
  }

  @Test
  void analystsReadAndChangeNothing() throws Exception {
    String path = files.upload(agent, "a.png", Samples.png()).body().path("path").asString();
    String analyst = gateway.token(owner, "analyst");

    assertThat(files.get(analyst, "/files/" + path + "/signed-url").status()).isEqualTo(200);
    assertThat(files.upload(analyst, "b.pdf", Samples.pdf()).code()).isEqualTo("forbidden");
    assertThat(files.delete(analyst, "/files/" + path).code()).isEqualTo("forbidden");
    assertThat(files.objects(owner)).containsExactly(path);
  }

  @Test
  void aTokenThatIsNotTheGatewaysLetsNobodyIn() throws Exception {
    var expired =
        PlayedGateway.claims(owner, "admin")
            .expirationTime(Date.from(Instant.now().minusSeconds(120)))
            .build();
    var foreign = PlayedGateway.claims(owner, "admin").issuer("elsewhere").build();
    var endless = PlayedGateway.claims(owner, "admin").expirationTime(null).build();
    for (String token :
        List.of(
            "nonsense",
            gateway.forged(owner),
            gateway.confused(owner),
            gateway.token(expired),
            gateway.token(foreign),
            gateway.token(endless))) {
      Answer answer = files.upload(token, "a.png", Samples.png());
      assertThat(answer.status()).as(token).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("token_invalid");
    }
    assertThat(files.upload(null, "a.png", Samples.png()).code()).isEqualTo("token_missing");
    assertThat(files.objects(owner)).isEmpty();
  }

  private List<FileEvent> told(int count) {
    await().until(() -> topics.fileEventsOf(owner).size() >= count);
    return topics.fileEventsOf(owner);
  }
}
