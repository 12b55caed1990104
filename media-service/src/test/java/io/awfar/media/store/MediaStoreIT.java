package io.awfar.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.TestFiles;
import io.awfar.media.store.BucketPrivacy.Verdict;
import io.awfar.testservers.TestS3;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.RemoveBucketArgs;
import io.minio.StatObjectArgs;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class MediaStoreIT {

  private static final KnownPrivacy PRIVATE =
      new KnownPrivacy(() -> Verdict.PRIVATE, Clock.systemUTC());

  private final TestS3 s3 = TestS3.start();
  private final MinioClient client =
      MinioClient.builder()
          .endpoint(s3.endpoint().toString())
          .credentials(s3.accessKey(), s3.secretKey())
          .build();
  private final String bucket = "store-" + UUID.randomUUID();
  private final MediaStore store = new MediaStore(client, bucket, PRIVATE);
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void theBucketIsMadeAndAFileInItIsWhatWasPut() throws Exception {
    byte[] content = TestFiles.random(12_000_000, 3);
    ObjectKey key = new ObjectKey(UUID.randomUUID(), TestFiles.hex(content));

    store.put(key, written(content), "image/jpeg");

    assertThat(read(key.toString())).isEqualTo(content);
    assertThat(
            client
                .statObject(StatObjectArgs.builder().bucket(bucket).object(key.toString()).build())
                .contentType())
        .isEqualTo("image/jpeg");
  }

  @Test
  void puttingAFileAgainChangesNothing() throws Exception {
    byte[] content = TestFiles.random(1000, 4);
    ObjectKey key = new ObjectKey(UUID.randomUUID(), TestFiles.hex(content));

    store.put(key, written(content), "image/png");
    store.put(key, written(content), "image/png");

    assertThat(read(key.toString())).isEqualTo(content);
    assertThat(
            client.listObjects(
                ListObjectsArgs.builder().bucket(bucket).prefix("").recursive(true).build()))
        .hasSize(1);
  }

  @Test
  void whoeverDoesNotSignGetsNothing() throws Exception {
    byte[] content = TestFiles.random(1000, 5);
    ObjectKey key = new ObjectKey(UUID.randomUUID(), TestFiles.hex(content));
    store.put(key, written(content), null);

    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(s3.endpoint().resolve("/" + bucket + "/" + key)).build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void whatIsNoMimeTypeIsNotKept() throws Exception {
    ObjectKey key = new ObjectKey(UUID.randomUUID(), "00");
    Path file = written(new byte[] {1});

    assertThat(store.put(key, file, "text/html\r\nX-Evil: 1"))
        .isEqualTo("application/octet-stream");
    assertThat(store.put(key, file, "audio/ogg; codecs=opus")).isEqualTo("audio/ogg; codecs=opus");
    assertThat(store.put(key, file, null)).isEqualTo("application/octet-stream");
  }

  @Test
  void aTypeWhoseParametersNoHeaderCanHaveIsKeptWithoutThem() throws Exception {
    byte[] content = TestFiles.random(1000, 9);
    ObjectKey key = new ObjectKey(UUID.randomUUID(), TestFiles.hex(content));

    assertThat(store.put(key, written(content), "image/png; name=\"\u00e9.png\""))
        .isEqualTo("image/png");

    assertThat(read(key.toString())).isEqualTo(content);
  }

  @Test
  void aRequestThatCannotBeMadeIsToldFromAStoreThatIsDown() {
    assertThatThrownBy(() -> store.putBeside("a.id", new byte[1], "a/b; c=\"\u00e9\""))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmptyFileIsAFile() throws Exception {
    ObjectKey key = new ObjectKey(UUID.randomUUID(), TestFiles.hex(new byte[0]));

    store.put(key, written(new byte[0]), null);

    assertThat(read(key.toString())).isEmpty();
  }

  @Test
  void aStoreThatIsDownIsToldFromAFileThatIsWrong() throws Exception {
    MediaStore down =
        new MediaStore(
            MinioClient.builder().endpoint("http://127.0.0.1:1").credentials("a", "b").build(),
            bucket,
            PRIVATE);

    assertThatThrownBy(
            () -> down.put(new ObjectKey(UUID.randomUUID(), "00"), written(new byte[1]), null))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PRIVATE")
  void nothingIsPutIntoABucketThatIsNotKnownToBePrivateUntilItIs(Verdict other) throws Exception {
    AtomicReference<Verdict> verdict = new AtomicReference<>(other);
    MediaStore open = new MediaStore(client, bucket, new KnownPrivacy(verdict::get, clock));
    byte[] content = TestFiles.random(1000, 6);
    ObjectKey key = new ObjectKey(UUID.randomUUID(), TestFiles.hex(content));

    assertThatThrownBy(() -> open.put(key, written(content), null))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> open.putBeside(key + ".id", content, "application/json"))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(
            client.listObjects(
                ListObjectsArgs.builder().bucket(bucket).prefix("").recursive(true).build()))
        .isEmpty();

    verdict.set(Verdict.PRIVATE);
    now.set(Instant.EPOCH.plusSeconds(2));
    open.put(key, written(content), null);
    open.putBeside(key + ".id", content, "application/json");
    assertThat(read(key.toString())).isEqualTo(content);
    assertThat(read(key + ".id")).isEqualTo(content);

    // Somebody opens it while it is in use.
    verdict.set(other);
    now.set(Instant.EPOCH.plusSeconds(600));
    assertThatThrownBy(() -> open.put(key, written(content), null))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void aBucketThatWasRemovedIsMadeAgain() throws Exception {
    BucketPrivacy privacy =
        new BucketPrivacy(client, new OkHttpClient(), s3.endpoint().toString(), bucket);
    MediaStore kept = new MediaStore(client, bucket, new KnownPrivacy(privacy::verdict, clock));
    kept.ensureBucket();
    client.removeBucket(RemoveBucketArgs.builder().bucket(bucket).build());
    byte[] content = TestFiles.random(1000, 8);
    ObjectKey key = new ObjectKey(UUID.randomUUID(), TestFiles.hex(content));

    assertThatThrownBy(() -> kept.put(key, written(content), null))
        .isInstanceOf(StoreUnavailableException.class);
    now.set(Instant.EPOCH.plusSeconds(2));
    kept.put(key, written(content), null);

    assertThat(read(key.toString())).isEqualTo(content);
  }

  private Path written(byte[] content) throws Exception {
    return Files.write(folder.resolve(UUID.randomUUID().toString()), content);
  }

  private byte[] read(String key) throws Exception {
    try (var object =
        client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
      return object.readAllBytes();
    }
  }
}
