package io.awfar.media.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.testservers.TestS3;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BucketListingIT {

  private static final int OWNERS = 4;

  /// With what is beside them more than two pages.
  private static final int FILES = 550;

  private final TestS3 s3 = TestS3.start();
  private final String bucket = "listing-" + UUID.randomUUID();
  private final MinioClient client =
      MinioClient.builder()
          .endpoint(s3.endpoint().toString())
          .credentials(s3.accessKey(), s3.secretKey())
          .build();

  @Test
  void allPagesAreInTheOrderOfBytes() throws Exception {
    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    List<String> keys = new ArrayList<>(List.of("awfar-private-probe"));
    for (int i = 0; i < FILES; i++) {
      String key = new UUID(7, i % OWNERS) + "/" + "%08x".formatted(i * 0x9e3779b1).repeat(8);
      keys.add(key);
      keys.add(key + (i % 2 == 0 ? ".thumbnail" : ".whatsapp-106540352242922"));
    }
    Instant begun = Instant.now();
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> written = new ArrayList<>();
      for (String key : keys) {
        written.add(writers.submit(() -> put(key)));
      }
      for (Future<?> one : written) {
        one.get();
      }
    }

    List<ListedObject> listed = new ArrayList<>();
    new BucketListing(client, bucket).forEach(listed::add);

    assertThat(listed).extracting(ListedObject::key).isEqualTo(keys.stream().sorted().toList());
    assertThat(listed)
        .allSatisfy(object ->
            assertThat(object.modifiedAt())
                .isBetween(begun.minus(Duration.ofMinutes(1)), begun.plus(Duration.ofMinutes(5))));
  }

  @Test
  void aStoreThatIsDownIsToldFromAnEmptyBucket() throws Exception {
    MinioClient down =
        MinioClient.builder().endpoint("http://127.0.0.1:1").credentials("a", "b").build();
    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());

    assertThat(new BucketListing(client, bucket)).isEmpty();
    assertThatThrownBy(() -> new BucketListing(down, bucket).forEach(_ -> {}))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> new BucketListing(client, bucket + "-none").forEach(_ -> {}))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private String put(String key) throws Exception {
    client.putObject(
        PutObjectArgs.builder().bucket(bucket).object(key).stream(
                new ByteArrayInputStream(new byte[] {1}), 1L, -1L)
            .build());
    return key;
  }
}
