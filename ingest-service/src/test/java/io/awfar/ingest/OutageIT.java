package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.testservers.TestRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
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
      assertThat(Duration.between(start, Instant.now())).isLessThan(DELIVERY.plusSeconds(10));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ingest.management("health/readiness") == 503);
      assertThat(ingest.management("health/liveness")).isEqualTo(200);

      kafka = broker("outage");
      ingest.awaitReady();
      assertThat(ingest.post(Webhooks.texts("outage", 1_000_000, 1)).statusCode()).isEqualTo(200);
      posting.set(false);
      Set<String> answered = accepted.get();
      Set<String> identities = new HashSet<>();
      RawTopic.read(kafka.bootstrapServers(), TestRegistry.url(), "outage")
          .forEach(record -> identities.add(record.value().getIdentity()));
      assertThat(answered).isNotEmpty();
      assertThat(identities).containsAll(answered);
      assertThat(ingest.bean(InFlightBytes.class).bytes()).isZero();
    } finally {
      kafka.close();
    }
  }

  @Test
  void whatIsInFlightIsAnsweredBeforeTheServiceEnds() throws Exception {
    byte[] body = Webhooks.texts("end", 0, 1).getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n"
            + "X-Hub-Signature-256: %s\r\n\r\n";
    EmbeddedKafka kafka = broker("end");
    RunningIngest ingest = start().awaitReady();
    try (kafka;
        Socket socket = new Socket("localhost", ingest.port())) {
      OutputStream out = socket.getOutputStream();
      String signature = RunningIngest.signature(body, RunningIngest.SECRET);
      out.write(head.formatted(body.length, signature).getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, 100);
      await().until(() -> ingest.bean(InFlightBytes.class).bytes() == 100);

      int servicePort = ingest.port();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(ingest::stop);
      await().until(() -> FreePorts.isFree(servicePort));
      out.write(body, 100, body.length - 100);

      assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200 OK");
      assertThat(RawTopic.read(kafka.bootstrapServers(), TestRegistry.url(), "end")).hasSize(1);
      socket.close();
      stopped.get();
    } finally {
      ingest.close();
    }
  }

  private RunningIngest start() {
    return RunningIngest.start(
        "localhost:" + port,
        TestRegistry.url(),
        "awfar.ingest.publish.delivery-timeout=" + DELIVERY.toMillis() + "ms");
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
