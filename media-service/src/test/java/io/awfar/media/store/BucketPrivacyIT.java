package io.awfar.media.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.awfar.media.PlayedApi;
import io.awfar.media.store.BucketPrivacy.Verdict;
import io.awfar.testservers.TestS3;
import io.minio.BucketExistsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  private final OkHttpClient stranger =
      new OkHttpClient.Builder().callTimeout(Duration.ofMillis(500)).build();

  private BucketPrivacy asked(String endpoint) throws Exception {
    if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
      client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
    }
    return new BucketPrivacy(client, stranger, endpoint, bucket);
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
      HttpServer generous =
          serving(exchange -> {
            boolean given = exchange.getRequestURI().getPath().equals(open);
            exchange.sendResponseHeaders(given ? 200 : 403, -1);
            exchange.close();
          });
      try {
        BucketPrivacy privacy = asked(addressOf(generous));
        assertThat(privacy.verdict()).as(open).isEqualTo(Verdict.PUBLIC);
        assertThat(healthOf(privacy).getStatus()).isEqualTo(Status.DOWN);
      } finally {
        generous.stop(0);
      }
    }
  }

  @Test
  void aBucketThatStrangersMayPutIntoIsPublicAndKeepsNothingOfTheirs() throws Exception {
    HttpServer writable =
        serving(exchange -> {
          boolean taken = exchange.getRequestMethod().equals("PUT");
          exchange.sendResponseHeaders(taken ? 200 : 403, -1);
          exchange.close();
        });
    try {
      BucketPrivacy privacy = asked(addressOf(writable));
      assertThat(privacy.verdict()).isEqualTo(Verdict.PUBLIC);
      assertThat(healthOf(privacy).getStatus()).isEqualTo(Status.DOWN);
      assertThat(
              client.listObjects(ListObjectsArgs.builder().bucket(bucket).recursive(true).build()))
          .isEmpty();
    } finally {
      writable.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 408, 429, 500, 503})
  void aStoreThatNeitherTakesNorRefusesWhatAStrangerPutsIsNotKnownToBePrivate(int status)
      throws Exception {
    HttpServer evasive =
        serving(exchange -> {
          boolean put = exchange.getRequestMethod().equals("PUT");
          exchange.getResponseHeaders().set("Location", "/elsewhere");
          exchange.sendResponseHeaders(put ? status : 403, -1);
          exchange.close();
        });
    try {
      assertThat(asked(addressOf(evasive)).verdict()).isEqualTo(Verdict.UNKNOWN);
    } finally {
      evasive.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 408, 429, 500, 503})
  void anAnswerThatNeitherGivesNorRefusesDoesNotMakeABucketPrivate(int status) throws Exception {
    HttpServer evasive = answering(status);
    try {
      BucketPrivacy privacy = asked(addressOf(evasive));
      assertThat(privacy.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(healthOf(privacy).getStatus()).isEqualTo(Status.DOWN);
    } finally {
      evasive.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404})
  void aStoreThatRefusesStrangersIsPrivateWhicheverWayItSaysSo(int status) throws Exception {
    HttpServer refusing = answering(status);
    try {
      assertThat(asked(addressOf(refusing)).verdict()).isEqualTo(Verdict.PRIVATE);
    } finally {
      refusing.stop(0);
    }
  }

  @Test
  void aStoreThatAnswersTooSlowlyIsNotKnownToBePrivate() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    HttpServer slow =
        serving(exchange -> {
          PlayedApi.await(over);
          exchange.close();
        });
    try {
      assertThat(asked(addressOf(slow)).verdict()).isEqualTo(Verdict.UNKNOWN);
    } finally {
      over.countDown();
      slow.stop(0);
    }
  }

  @Test
  void aStrangerAsksForOneNameAndNotForAPageOfThem() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer refusing =
        serving(exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    try {
      assertThat(asked(addressOf(refusing)).verdict()).isEqualTo(Verdict.PRIVATE);
      String object = "/" + bucket + "/" + BucketPrivacy.PROBE;
      assertThat(asked)
          .containsExactly(
              "GET /" + bucket + "?list-type=2&max-keys=1", "GET " + object, "PUT " + object);
    } finally {
      refusing.stop(0);
    }
  }

  /// A redirect leads to where strangers are refused.
  private static HttpServer answering(int status) throws IOException {
    return serving(exchange -> {
      boolean elsewhere = exchange.getRequestURI().getPath().equals("/elsewhere");
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(elsewhere ? 403 : status, -1);
      exchange.close();
    });
  }

  private static HttpServer serving(HttpHandler handler) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static String addressOf(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Test
  void aStoreThatIsDownIsNotKnownToBePrivate() throws Exception {
    assertThat(asked("http://127.0.0.1:1").verdict()).isEqualTo(Verdict.UNKNOWN);
  }
}
