package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.testservers.TestRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What happens while the broker or the registry is down.
class OutageIT {

  private static final Duration DELIVERY = Duration.ofSeconds(3);
  private static final Duration SOON = Duration.ofSeconds(1);

  @TempDir(cleanup = CleanupMode.NEVER)
  private static Path dir;

  private final int port = FreePorts.next();
  private final int controllerPort = FreePorts.next();

  @Test
  void theServiceWaitsForItsBrokerAndItsRegistry() throws Exception {
    int registryPort = FreePorts.next();
    String registryUrl = "http://127.0.0.1:" + registryPort;
    try (RunningIngest ingest = RunningIngest.start("localhost:" + port, registryUrl)) {
      assertUnavailable(ingest.post(Webhooks.texts("wait", 0, 1)), "unavailable");
      assertThat(ingest.management("health/liveness")).isEqualTo(200);
      assertThat(ingest.management("health/readiness")).isEqualTo(503);

      try (EmbeddedKafka kafka = broker("wait")) {
        assertUnavailable(ingest.post(Webhooks.texts("wait", 1, 1)), "unavailable");

        TestRegistry registry = TestRegistry.start(registryPort);
        ingest.awaitReady();
        registry.close();

        assertThat(ingest.post(Webhooks.texts("wait", 2, 1)).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void nothingAnswered200IsLostInAnOutageAndAllElseIsRefusedInTime() throws Exception {
    EmbeddedKafka kafka = broker("outage");
    try (RunningIngest ingest = start().awaitReady()) {
      AtomicBoolean posting = new AtomicBoolean(true);
      CompletableFuture<Set<String>> accepted =
          CompletableFuture.supplyAsync(() -> postWhile(ingest, posting));

      kafka.close();
      Instant start = Instant.now();
      assertUnavailable(ingest.post(Webhooks.texts("down", 0, 10)), "unavailable");
      assertThat(Duration.between(start, Instant.now())).isLessThan(DELIVERY.plusSeconds(2));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ingest.management("health/readiness") == 503);
      assertThat(ingest.management("health/liveness")).isEqualTo(200);

      kafka = broker("outage");
      ingest.awaitReady();
      assertThat(ingest.post(Webhooks.texts("outage", 1_000_000, 1)).statusCode()).isEqualTo(200);
      posting.set(false);
      Set<String> identities = new HashSet<>();
      RawTopic.read(kafka.bootstrapServers(), TestRegistry.url(), "outage")
          .forEach(record -> identities.add(record.value().getIdentity()));
      assertThat(accepted.get()).isNotEmpty();
      assertThat(identities).containsAll(accepted.get());
      assertThat(ingest.bean(InFlightBytes.class).bytes()).isZero();
    } finally {
      kafka.close();
    }
  }

  @Test
  void whatDoesNotFitIsRefusedAtOnceAndWhatIsInFlightIsAnsweredBeforeTheEnd() throws Exception {
    EmbeddedKafka kafka = broker("overload");
    RunningIngest ingest = start().awaitReady();
    try (kafka) {
      String body = Webhooks.body("{\"x\":\"" + "x".repeat(900_000) + "\"}", "f");
      assertThat(ingest.post(body).statusCode()).isEqualTo(200);
      kafka.close();

      CompletableFuture<HttpResponse<String>> held = ingest.postLater(body);
      await().until(() -> ingest.bean(InFlightBytes.class).bytes() > 1_800_000);
      List<CompletableFuture<HttpResponse<String>>> others =
          IntStream.range(0, 20).mapToObj(i -> ingest.postLater(body)).toList();
      Instant start = Instant.now();
      for (CompletableFuture<HttpResponse<String>> other : others) {
        assertUnavailable(other.get(), "overloaded");
      }
      assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);

      assertThat(held).isNotDone();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(ingest::stop);
      assertUnavailable(held.get(), "unavailable");
      stopped.get();
    } finally {
      ingest.close();
    }
  }

  private RunningIngest start() {
    return RunningIngest.start(
        "localhost:" + port,
        TestRegistry.url(),
        "awfar.ingest.publish.delivery-timeout=" + DELIVERY.toMillis() + "ms",
        "awfar.ingest.publish.in-flight-bytes-max=2MB",
        "awfar.ingest.webhook.body-bytes-max=1MB",
        "awfar.ingest.webhook.split-bytes-max=1MB");
  }

  private EmbeddedKafka broker(String name) throws IOException {
    return EmbeddedKafka.start(dir.resolve(name), port, controllerPort);
  }

  /// The identities of all events answered 200.
  private static Set<String> postWhile(RunningIngest ingest, AtomicBoolean posting) {
    Set<String> accepted = new HashSet<>();
    try {
      for (int i = 0; posting.get(); i += 3) {
        if (ingest.post(Webhooks.texts("outage", i, 3)).statusCode() == 200) {
          IntStream.range(i, i + 3).forEach(id -> accepted.add("m|outage|wamid.T" + id));
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return accepted;
  }

  private static void assertUnavailable(HttpResponse<String> answer, String code) {
    WebhookIT.assertProblem(answer, 503, code);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }
}
