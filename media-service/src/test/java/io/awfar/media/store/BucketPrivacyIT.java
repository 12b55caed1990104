package io.awfar.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.awfar.media.store.BucketPrivacy.Verdict;
import io.awfar.testservers.TestS3;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.UUID;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class BucketPrivacyIT {

  private final TestS3 s3 = TestS3.start();
  private final String bucket = "private-" + UUID.randomUUID();
  private final MinioClient client =
      MinioClient.builder()
          .endpoint(s3.endpoint().toString())
          .credentials(s3.accessKey(), s3.secretKey())
          .build();

  private BucketPrivacy asked(String endpoint) throws Exception {
    if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
      client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    }
    return new BucketPrivacy(client, new OkHttpClient(), endpoint, bucket);
  }

  private static Health healthOf(BucketPrivacy privacy) {
    return new PrivacyHealthIndicator(new KnownPrivacy(privacy::verdict, Clock.systemUTC()))
        .health();
  }

  @Test
  void aBucketOfOursIsPrivate() throws Exception {
    BucketPrivacy privacy = asked(s3.endpoint().toString());
    assertThat(privacy.verdict()).isEqualTo(Verdict.PRIVATE);
    assertThat(healthOf(privacy).getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aBucketThatAnswersStrangersIsPublicAndNotReady() throws Exception {
    for (String open : new String[] {"/" + bucket + "/" + BucketPrivacy.PROBE, "/" + bucket}) {
      HttpServer generous = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      generous.createContext(
          "/",
          exchange -> {
            boolean given = exchange.getRequestURI().getPath().equals(open);
            exchange.sendResponseHeaders(given ? 200 : 403, -1);
            exchange.close();
          });
      generous.start();
      try {
        BucketPrivacy privacy = asked("http://127.0.0.1:" + generous.getAddress().getPort());
        assertThat(privacy.verdict()).as(open).isEqualTo(Verdict.PUBLIC);
        assertThat(healthOf(privacy).getStatus()).isEqualTo(Status.DOWN);
      } finally {
        generous.stop(0);
      }
    }
  }

  @Test
  void aStoreThatIsDownIsNotKnownToBePrivate() throws Exception {
    assertThat(asked("http://127.0.0.1:1").verdict()).isEqualTo(Verdict.UNKNOWN);
  }
}
