package io.awfar.media.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.media.store.BucketPrivacy.Verdict;
import io.awfar.testservers.TestS3;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoredFilesIT {

  private static final byte[] CONTENT = "{}".getBytes(UTF_8);

  private final TestS3 s3 = TestS3.start();
  private final String bucket = "beside-" + UUID.randomUUID();
  private final MinioClient client =
      MinioClient.builder()
          .endpoint(s3.endpoint().toString())
          .credentials(s3.accessKey(), s3.secretKey())
          .build();

  private StoredFiles files(Verdict verdict) {
    KnownPrivacy privacy = new KnownPrivacy(() -> verdict, Clock.systemUTC());
    return new StoredFiles(client, client, client, bucket, privacy);
  }

  @Test
  void whatIsBesideAFileIsPutIntoAPrivateBucketOnly() throws Exception {
    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    StoredFiles closed = files(Verdict.PRIVATE);

    for (Verdict verdict : new Verdict[] {Verdict.PUBLIC, Verdict.UNKNOWN}) {
      StoredFiles open = files(verdict);
      assertThatThrownBy(() -> open.write("id", CONTENT, "application/json"))
          .isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(closed.find("id")).isEmpty();

    closed.write("id", CONTENT, "application/json");
    assertThat(closed.read("id", 10)).isEqualTo(CONTENT);
  }
}
