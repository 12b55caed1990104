package io.awfar.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.testservers.TestS3;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.Message;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told and kept of a file for those who have not opened it yet.
class ShownFilesIT {

  @TempDir static Path spool;

  private static PlayedApi api;
  private static RunningService service;
  private static TestTopics topics;

  private final String id = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    api = PlayedApi.start();
    service = RunningService.start(api, spool);
    topics = TestTopics.committed();
  }

  @AfterAll
  static void stop() {
    topics.close();
    service.close();
    api.close();
  }

  @Test
  void anImageHasAThumbnailBesideIt() throws Exception {
    byte[] image = TestImages.halves(1600, 1000, "jpeg");
    api.file(id, image);
    Message message = TestMessages.withMedia(id, image);

    topics.send(message);

    MediaEvent event = topics.eventOf(message);
    assertThat(event.getWidthPixels()).isEqualTo(1600);
    assertThat(event.getHeightPixels()).isEqualTo(1000);
    assertThat(event.getDurationMillis()).isNull();
    assertThat(event.getThumbnailKey()).isEqualTo(event.getObjectKey() + ".thumbnail");
    BufferedImage thumbnail =
        ImageIO.read(new ByteArrayInputStream(object(event.getThumbnailKey())));
    assertThat(thumbnail.getWidth()).isEqualTo(320);
  }

  @Test
  void aVoiceNoteTellsHowLongItIs() {
    byte[] voice = TestImages.opus(48_000 * 3, 0);
    api.file(id, voice);
    Message message =
        TestMessages.withMedia(
            TestMessages.media("")
                .setMediaId(null)
                .setUrl(api.url() + "/file/" + id)
                .setMimeType("audio/ogg; codecs=opus")
                .build());

    topics.send(message);

    MediaEvent event = topics.eventOf(message);
    assertThat(event.getDurationMillis()).isEqualTo(3_000);
    assertThat(event.getMimeType()).isEqualTo("audio/ogg; codecs=opus");
    assertThat(event.getThumbnailKey()).isNull();
  }

  @Test
  void aPageThatCallsItselfAnImageIsMereBytes() {
    byte[] page = "<!DOCTYPE html><html><script>alert(1)</script></html>".getBytes(UTF_8);
    api.file(id, page);
    Message message = TestMessages.withMedia(id, page);

    topics.send(message);

    assertThat(topics.eventOf(message).getMimeType()).isEqualTo("application/octet-stream");
    assertThat(topics.eventOf(message).getThumbnailKey()).isNull();
  }

  private static byte[] object(String key) throws Exception {
    TestS3 s3 = TestS3.start();
    try (MinioClient client =
            MinioClient.builder()
                .endpoint(s3.endpoint().toString())
                .credentials(s3.accessKey(), s3.secretKey())
                .build();
        var object =
            client.getObject(
                GetObjectArgs.builder().bucket(RunningService.BUCKET).object(key).build())) {
      return object.readAllBytes();
    }
  }
}
