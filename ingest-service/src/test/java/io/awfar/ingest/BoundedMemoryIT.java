package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import io.awfar.whatsapp.EventKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The largest webhooks that WhatsApp sends, taken in by a service with a small heap of its own.
class BoundedMemoryIT {

  private static final String HEAP_MAX = "-Xmx160m";
  private static final int HISTORY_MESSAGES = 15_000;
  private static final int UPDATES = 1000;
  private static final int REPEATS = 5;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void historiesOfThreeMebibytesAndBatchesOfAThousandUpdatesFitIntoASmallHeap() throws Exception {
    int port = freePort();
    int management = freePort();
    Process service = start(port, management);
    try {
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> status(management, "/actuator/health/readiness") == 200);

      for (int i = 0; i < REPEATS; i++) {
        byte[] history = history(i);
        assertThat(history.length).isBetween(2_700_000, 3 << 20);
        assertThat(post(port, history)).isEqualTo(200);
        assertThat(post(port, Webhooks.texts("batch", i * UPDATES, UPDATES).getBytes()))
            .isEqualTo(200);
      }

      assertThat(service.isAlive()).isTrue();
      assertThat(RawTopic.read(TestKafka.bootstrapServers(), TestRegistry.url(), "history"))
          .filteredOn(record -> record.value().getKind() == EventKind.MESSAGE)
          .hasSize(REPEATS * HISTORY_MESSAGES);
      assertThat(RawTopic.read(TestKafka.bootstrapServers(), TestRegistry.url(), "batch"))
          .hasSize(REPEATS * UPDATES);
    } finally {
      service.destroyForcibly();
      service.onExit().join();
    }
  }

  private Process start(int port, int management) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            HEAP_MAX,
            "-cp",
            System.getProperty("java.class.path"),
            IngestService.class.getName(),
            "--server.port=" + port,
            "--management.server.port=" + management,
            "--spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
            "--spring.kafka.properties.schema.registry.url=" + TestRegistry.url(),
            "--awfar.ingest.webhook.app-secrets=" + RunningIngest.SECRET,
            "--awfar.ingest.webhook.verify-token=" + RunningIngest.VERIFY_TOKEN,
            "--awfar.ingest.publish.replication-factor=1",
            "--awfar.ingest.rehearsal.time-max=0s",
            "--logging.structured.format.console=",
            "--logging.level.root=warn");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("ingest.log").toFile())
        .start();
  }

  private int post(int port, byte[] body) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhook"))
                .timeout(Duration.ofSeconds(60))
                .header("X-Hub-Signature-256", RunningIngest.signature(body, RunningIngest.SECRET))
                .POST(BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private int status(int port, String path) throws IOException, InterruptedException {
    try {
      HttpResponse<Void> answer =
          http.send(
              RunningIngest.get(URI.create("http://localhost:" + port + path)),
              BodyHandlers.discarding());
      return answer.statusCode();
    } catch (ConnectException e) {
      return 0;
    }
  }

  private static byte[] history(int number) {
    String messages =
        IntStream.range(0, HISTORY_MESSAGES)
            .mapToObj(i -> message(number * HISTORY_MESSAGES + i))
            .collect(Collectors.joining(","));
    return Webhooks.body(
            """
            {"messaging_product":"whatsapp","metadata":{"phone_number_id":"history"},"history":[\
            {"metadata":{"phase":1,"chunk_order":%d},"threads":[{"id":"201001234567","messages":[%s]}]}]}\
            """
                .formatted(number, messages),
            "history")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String message(int number) {
    return """
    {"from":"201001234567","id":"wamid.HBgMMjAxMDAxMjM0NTY3FQIAEhgU%020d","timestamp":"1790000000",\
    "type":"text","text":{"body":"ok"},"history_context":{"status":"READ"}}\
    """
        .formatted(number);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
