package io.awfar.media.store;

import static io.awfar.media.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.media.TestFiles;
import io.awfar.media.store.BucketPrivacy.Verdict;
import io.awfar.testservers.TestS3;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import okhttp3.Interceptor.Chain;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that go, while others do something about them.
class StoredFilesIT {

  private static final KnownPrivacy PRIVATE =
      new KnownPrivacy(() -> Verdict.PRIVATE, Clock.systemUTC());

  private final TestS3 s3 = TestS3.start();
  private final MinioClient client = client(new OkHttpClient());
  private final String bucket = "files-" + UUID.randomUUID();
  private final MediaStore store = new MediaStore(client, bucket, PRIVATE);
  private final byte[] content = TestFiles.random(1000, 1);
  private final ObjectKey key = new ObjectKey(UUID.randomUUID(), TestFiles.hex(content));

  @TempDir Path folder;

  @Test
  void whatIsPutBesideAFileThatIsBeingDeletedGoesWithIt() throws Exception {
    put();
    putBeside(".thumbnail");

    removing(() -> putBeside(".whatsapp-1"), () -> {}).remove(key);

    assertThat(objects()).isEmpty();
  }

  @Test
  void whatIsBesideAFileThatIsPutAgainWhileItIsDeletedStays() throws Exception {
    put();
    putBeside(".thumbnail");

    removing(
            () -> {},
            () -> {
              put();
              putBeside(".thumbnail");
            })
        .remove(key);

    assertThat(objects()).containsExactly(key.toString(), key.thumbnail());
  }

  @Test
  void aFileThatIsGoneIsRemovedAgainWithWhatWasLeftBesideIt() throws Exception {
    put();
    putBeside(".whatsapp-1");
    StoredFiles files = removing(() -> {}, () -> {});
    files.removeBeside(key.toString());

    files.remove(key);
    files.remove(key);

    assertThat(objects()).isEmpty();
  }

  private interface Step {
    void take() throws IOException;
  }

  /// @param before what happens once all that was beside the file is gone, and the file is not
  /// @param after what happens as soon as the file is gone
  private StoredFiles removing(Step before, Step after) {
    OkHttpClient http =
        new OkHttpClient.Builder().addInterceptor(chain -> passed(chain, before, after)).build();
    MinioClient held = client(http);
    return new StoredFiles(held, held, held, bucket);
  }

  private Response passed(Chain chain, Step before, Step after) throws IOException {
    boolean removesFile =
        chain.request().method().equals("DELETE")
            && chain.request().url().encodedPath().endsWith("/" + key);
    if (!removesFile) {
      return chain.proceed(chain.request());
    }
    before.take();
    Response response = chain.proceed(chain.request());
    after.take();
    return response;
  }

  private void put() throws IOException {
    store.put(key, Files.write(folder.resolve("file"), content), "image/png");
  }

  private void putBeside(String ending) {
    store.putBeside(key + ending, text("{}"), "application/json");
  }

  private List<String> objects() throws Exception {
    List<String> keys = new ArrayList<>();
    for (var item :
        client.listObjects(ListObjectsArgs.builder().bucket(bucket).recursive(true).build())) {
      keys.add(item.get().objectName());
    }
    return keys;
  }

  private MinioClient client(OkHttpClient http) {
    return MinioClient.builder()
        .endpoint(s3.endpoint().toString())
        .credentials(s3.accessKey(), s3.secretKey())
        .httpClient(http, true)
        .build();
  }
}
