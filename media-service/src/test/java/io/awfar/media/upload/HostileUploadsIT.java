package io.awfar.media.upload;

import static io.awfar.media.FileClient.form;
import static io.awfar.media.FileClient.part;
import static io.awfar.media.Samples.joined;
import static io.awfar.media.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.media.FileClient;
import io.awfar.media.FileClient.Answer;
import io.awfar.media.Samples;
import io.awfar.media.ServedFiles;
import io.awfar.media.TestFiles;
import io.awfar.media.TestTopics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is sent instead of a file: refused, and nothing of it is left in the folder of uploads,
/// in the bucket or in the topic.
class HostileUploadsIT {

  @TempDir static Path spool;

  private static ServedFiles served;
  private static TestTopics topics;

  private final FileClient files = served.files();
  private final UUID owner = UUID.randomUUID();
  private final String agent = served.gateway().token(owner, "agent");

  @BeforeAll
  static void start() throws Exception {
    // What a crash left.
    Path own = Files.createDirectories(spool.resolve("test.uploads"));
    Files.write(own.resolve("left.upload"), new byte[10]);
    served =
        ServedFiles.start(
            spool,
            Map.of(
                "AWFAR_MEDIA_IMAGE_SIZE_MAX", "64KB",
                "AWFAR_MEDIA_VIDEO_SIZE_MAX", "1MB",
                "AWFAR_MEDIA_AUDIO_SIZE_MAX", "64KB",
                "AWFAR_MEDIA_DOCUMENT_SIZE_MAX", "128KB",
                "AWFAR_MEDIA_UPLOAD_SILENCE_TIME_MAX", "5s",
                "AWFAR_MEDIA_UPLOAD_TIME_MAX", "60s"));
    topics = TestTopics.committed();
    try (var left = Files.list(own)) {
      assertThat(left).as("what a crash left is gone after the next start").isEmpty();
    }
  }

  @AfterAll
  static void stop() {
    topics.close();
    served.close();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    await()
        .untilAsserted(() -> {
          try (var left = Files.list(spool.resolve("test.uploads"))) {
            assertThat(left).isEmpty();
          }
        });
    assertThat(files.objects(owner)).isEmpty();
    assertThat(topics.fileEventsOf(owner)).isEmpty();
  }

  @Test
  void aFileThatIsLargerThanItsKindMayBe() throws Exception {
    byte[] large = Samples.movie("isom", "soun");
    Answer audio = files.upload(agent, "a.mp4", padded(large, 70_000));
    assertThat(audio.status()).isEqualTo(413);
    assertThat(audio.code()).isEqualTo("file_too_large");
    assertThat(audio.body().path("kind").asString()).isEqualTo("audio");
    assertThat(audio.body().path("limitBytes").asInt()).isEqualTo(65_536);
    assertThat(audio.body().path("detectedType").asString()).isEqualTo("audio/mp4");
  }

  @Test
  void aFileThatIsLargerThanAnyMayBeIsCutOff() throws Exception {
    byte[] head = FileClient.head(agent, "Content-Length: " + (3 << 20));
    assertThat(files.raw(head, false)).contains(" 413 ").contains("file_too_large");

    // Without a length nobody can tell before.
    AtomicLong read = new AtomicLong();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return read.incrementAndGet() > 500L << 20 ? -1 : 'a';
          }
        };
    byte[] start = Arrays.copyOf(part("a.txt", new byte[0]), part("a.txt", new byte[0]).length - 2);
    try {
      Answer unstated =
          files.post(
              agent,
              BodyPublishers.ofInputStream(
                  () -> new SequenceInputStream(new ByteArrayInputStream(start), endless)));
      assertThat(unstated.code()).isEqualTo("file_too_large");
    } catch (IOException e) {
      // Hung up on while it was still sending: just as well.
    }
    assertThat(read.get()).isLessThan(100L << 20);
  }

  @Test
  void aFileWithoutBytes() throws Exception {
    Answer answer = files.upload(agent, "a.txt", new byte[0]);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("file_empty");
  }

  @Test
  void aTypeThatABrowserWouldRun() throws Exception {
    for (String content :
        new String[] {
          "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
          "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"a()\"/>",
          "<!DOCTYPE html><html><body onload=alert(1)></body></html>",
          "hello <script>alert(1)</script>"
        }) {
      Answer answer = files.upload(agent, "picture.png", text(content));
      assertThat(answer.status()).isEqualTo(415);
      assertThat(answer.code()).isEqualTo("file_type_refused");
      assertThat(answer.body().path("detectedType").asString()).isNotEmpty();
    }
  }

  @Test
  void aTypeThatWhatsAppDoesNotTake() throws Exception {
    byte[] program = joined(text("MZ"), TestFiles.random(2000, 1));
    for (byte[] content :
        new byte[][] {
          program, Samples.zip(Map.of("a", new byte[1])), text("GIF89a\1\0\1\0\0\0\0;")
        }) {
      Answer answer = files.upload(agent, "invoice.pdf", content);
      assertThat(answer.code()).isEqualTo("file_type_refused");
    }
  }

  @Test
  void anArchiveOrAPageHiddenBehindAnImage() throws Exception {
    byte[] archive = Samples.zip(Map.of("evil.jar", new byte[10]));
    for (byte[] content :
        new byte[][] {
          joined(Samples.png(), archive),
          joined(Samples.jpeg(), Samples.pdf()),
          joined(Samples.jpeg(), text("<html><script>alert(1)</script></html>")),
          joined(Samples.pdf(), archive),
          joined(Samples.docx(), Samples.pdf())
        }) {
      Answer answer = files.upload(agent, "a.png", content);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.code()).isEqualTo("file_malformed");
      assertThat(answer.body().path("reason").asString())
          .isIn("hidden_file", "trailing_data", "malformed");
    }
  }

  @Test
  void aDocumentThatUnpacksToGigabytes() throws Exception {
    byte[] bomb = Samples.office("word/document.xml", Map.of("word/a.xml", new byte[50 << 20]));
    assertThat(bomb.length).isLessThan(128 << 10);
    Answer answer = files.upload(agent, "a.docx", bomb);
    assertThat(answer.code()).isEqualTo("file_malformed");
    assertThat(answer.body().path("reason").asString()).isEqualTo("zip_bomb");
  }

  @Test
  void aFileThatEndsTooEarly() throws Exception {
    byte[] png = Samples.png();
    Answer answer = files.upload(agent, "a.png", Arrays.copyOf(png, png.length - 20));
    assertThat(answer.code()).isEqualTo("file_malformed");
    assertThat(answer.body().path("reason").asString()).isEqualTo("truncated");
  }

  @Test
  void aBodyWithoutItsLastBoundary() throws Exception {
    byte[] body = part("a.png", Samples.png());
    Answer answer = files.post(agent, Arrays.copyOf(body, body.length - 30));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("multipart_malformed");
  }

  @Test
  void aBodyThatIsNoMultipartAtAll() throws Exception {
    assertThat(files.post(agent, Samples.png()).code()).isEqualTo("multipart_malformed");
    assertThat(files.post(agent, new byte[0]).status()).isEqualTo(400);
    Answer json =
        files.send(
            agent,
            files
                .request("/files")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(json.code()).isEqualTo("media_type_unsupported");
    Answer boundless =
        files.send(
            agent,
            files
                .request("/files")
                .header("Content-Type", "multipart/form-data")
                .POST(BodyPublishers.ofByteArray(form(part("a.png", Samples.png())))));
    assertThat(boundless.status()).isEqualTo(400);
  }

  @Test
  void moreThanOnePart() throws Exception {
    byte[] file = part("a.png", Samples.png());
    for (byte[] body :
        new byte[][] {
          form(file, part("form-data; name=\"caption\"", "", text("hello"))),
          form(part("form-data; name=\"caption\"", "", text("hello")), file),
          form(part("form-data; name=\"picture\"; filename=\"a.png\"", "", Samples.png())),
          form(part("form-data; name=\"file\"", "", Samples.png()))
        }) {
      Answer answer = files.post(agent, body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("part_unexpected");
    }
    assertThat(files.post(agent, form()).status()).isEqualTo(400);
  }

  @Test
  void twoFilesOfTheSameNameAreNotJoined() throws Exception {
    byte[] text = part("a.txt", text("one"));
    byte[] none = part("a.txt", new byte[0]);
    byte[] large = part("a.txt", text("a".repeat(40_000)));
    byte[] jpeg = part("a.jpg", Samples.jpeg());
    byte[] mp3 = part("a.mp3", Samples.mp3());
    byte[] png = part("a.png", Samples.png());
    for (byte[] body :
        new byte[][] {
          form(text, text),
          form(none, text),
          form(text, none),
          form(large, large),
          form(jpeg, jpeg),
          form(mp3, mp3),
          form(png, png),
          form(png, text)
        }) {
      Answer answer = files.post(agent, body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("part_unexpected");
    }
  }

  @Test
  void tenThousandParts() throws Exception {
    for (byte[] one :
        new byte[][] {
          part("form-data; name=\"a\"", "", text("x")),
          part("a.png", Samples.png()),
          part("", "", text(""))
        }) {
      ByteArrayOutputStream many = new ByteArrayOutputStream();
      for (int i = 0; i < 10_000 && many.size() < 900_000; i++) {
        many.writeBytes(one);
      }
      Answer answer = files.post(agent, form(many.toByteArray()));
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  @Test
  void headersOfAPartWithoutEnd() throws Exception {
    byte[] body =
        form(
            part(
                "form-data; name=\"file\"; filename=\"a.png\"",
                "X-Long: " + "a".repeat(200_000) + "\r\n",
                Samples.png()));
    assertThat(files.post(agent, body).code()).isEqualTo("multipart_malformed");
  }

  @Test
  void aPreambleWithoutEnd() throws Exception {
    byte[] body = joined(new byte[2 << 20], form(part("a.png", Samples.png())));
    byte[] head = FileClient.head(agent, "Content-Length: " + body.length);
    assertThat(files.raw(joined(head, body), false)).doesNotContain(" 201 ");
  }

  @Test
  void aBodyThatIsShorterThanItsLengthSays() throws Exception {
    byte[] body = form(part("a.png", Samples.png()));
    byte[] head = FileClient.head(agent, "Content-Length: " + (body.length + 1000));
    assertThat(files.raw(joined(head, body), true)).isEmpty();
    // Who waits for the rest instead waits no longer than the silence that is allowed.
    assertThat(files.raw(joined(head, Arrays.copyOf(body, 100)), false))
        .contains("408")
        .contains("upload_timeout");
  }

  @Test
  void aBodyThatIsLongerThanItsLengthSays() throws Exception {
    byte[] body = form(part("a.png", Samples.png()));
    byte[] head = FileClient.head(agent, "Content-Length: " + (body.length - 40));
    assertThat(files.raw(joined(head, body), false)).contains("multipart_malformed");
  }

  @Test
  void twoLengthsAtOnce() throws Exception {
    byte[] body = form(part("a.png", Samples.png()));
    byte[] head =
        FileClient.head(
            agent, "Content-Length: " + body.length, "Content-Length: " + (body.length + 5));
    assertThat(files.raw(joined(head, body), false)).contains("400");
  }

  @Test
  void aClientThatHangsUpHalfWay() throws Exception {
    byte[] body = form(part("a.png", Samples.png()));
    byte[] head = FileClient.head(agent, "Content-Length: " + body.length);
    // Without its last line break a body is whole; without the hyphens before that it is not.
    for (int cut : new int[] {0, 10, body.length / 2, body.length - "-\r\n".length()}) {
      assertThat(files.raw(joined(head, Arrays.copyOf(body, cut)), true)).isEmpty();
    }
  }

  @Test
  void chunksThatBreakOff() throws Exception {
    byte[] head = FileClient.head(agent, "Transfer-Encoding: chunked");
    byte[] chunk =
        joined(text("64\r\n"), Arrays.copyOf(part("a.png", new byte[200]), 100), text("\r\n"));
    assertThat(files.raw(joined(head, chunk), true)).isEmpty();
    assertThat(files.raw(joined(head, chunk, text("zzzz\r\n")), false)).contains("400");
  }

  private static byte[] padded(byte[] movie, int bytes) {
    return joined(movie, Samples.box("free", new byte[bytes]));
  }
}
