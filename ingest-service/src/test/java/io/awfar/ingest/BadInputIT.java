package io.awfar.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.ingest.publish.InFlightBytes;
import io.awfar.testservers.TestKafka;
import io.awfar.testservers.TestRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bad input gets its answer in less than a second and leaves no record and no memory behind.
class BadInputIT {

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String SIGNATURE = "sha256=" + "0".repeat(64);

  private static RunningIngest ingest;

  private record Bad(String name, String body, int status, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    ingest =
        RunningIngest.start(
                TestKafka.bootstrapServers(),
                TestRegistry.url(),
                "awfar.ingest.webhook.body-timeout=1s",
                "awfar.ingest.webhook.idle-timeout=3s")
            .awaitReady();
    // The first requests load classes.
    ingest.post(Webhooks.texts("warm", 0, 10));
    ingest.post("no JSON");
  }

  @AfterAll
  static void stop() {
    ingest.close();
  }

  static List<Bad> bad() {
    String tiny = "{\"id\":\"1\"},".repeat(200_000) + "{}";
    String metadata = "{\"x\":\"" + "m".repeat(1_000_000) + "\"}";
    return List.of(
        new Bad(
            "truncated", Webhooks.texts("bad", 0, 100).substring(0, 9_000), 400, "invalid_json"),
        new Bad("no JSON", "x".repeat(3_000_000), 400, "invalid_json"),
        new Bad("empty", "", 400, "invalid_json"),
        new Bad("no webhook", "[" + "1,".repeat(1_000_000) + "1]", 400, "invalid_webhook"),
        new Bad("deep arrays", "[".repeat(3_000_000), 413, "too_complex"),
        new Bad("deep objects", "{\"a\":".repeat(600_000), 413, "too_complex"),
        new Bad("too many messages", Webhooks.messages("bad", 1, tiny), 413, "too_many_events"),
        new Bad(
            "too many names",
            Webhooks.body("{" + names(150_000) + "}", "messages"),
            413,
            "too_many_events"),
        new Bad(
            "multiplied",
            Webhooks.body(
                "{\"metadata\":"
                    + metadata
                    + ",\"messages\":[{},{},{},{},{},{},{},{},{},"
                    + "{},{},{},{},{},{},{},{},{},{},{}]}",
                "messages"),
            413,
            "split_too_large"),
        new Bad("too large", " ".repeat((3 << 20) + 1), 413, "body_too_large"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadBodyIsRefusedSoonAndLeavesNothing(Bad bad) throws Exception {
    assertThat(
            Quickest.of(_ -> {
              HttpResponse<String> answer = ingest.post(bad.body());
              WebhookIT.assertProblem(answer, bad.status(), bad.code());
            }))
        .isLessThan(SOON);
    assertThat(inFlight()).isZero();
    assertThat(RawTopic.read(TestKafka.bootstrapServers(), TestRegistry.url(), "bad")).isEmpty();
  }

  @Test
  void aBodyAnnouncedAsTooLargeIsRefusedBeforeItIsSent() throws Exception {
    assertThat(Quickest.of(_ -> announceTooLarge())).isLessThan(SOON);
  }

  private static void announceTooLarge() throws Exception {
    try (Socket socket = new Socket("localhost", ingest.port())) {
      send(socket, headers("Content-Length: 4000000"));

      assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    }
  }

  @Test
  void aChunkedBodyIsRefusedAsSoonAsItIsTooLarge() throws Exception {
    assertThat(Quickest.of(_ -> sendTooLarge())).isLessThan(SOON);
    assertThat(inFlight()).isZero();
  }

  private static void sendTooLarge() throws Exception {
    try (Socket socket = new Socket("localhost", ingest.port())) {
      send(socket, headers("Transfer-Encoding: chunked"));
      byte[] chunk =
          ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int sent = 0; sent <= 3 << 20; sent += 0x10000) {
        socket.getOutputStream().write(chunk);
      }
      socket.getOutputStream().flush();

      assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    }
  }

  @Test
  void anUnsignedBodyIsRefusedBeforeItIsRead() throws Exception {
    try (Socket socket = new Socket("localhost", ingest.port())) {
      send(socket, "POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n");

      assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 401 Unauthorized");
    }
  }

  @Test
  void aBodyThatDoesNotComeIsGivenUp() throws Exception {
    try (Socket socket = new Socket("localhost", ingest.port())) {
      send(socket, headers("Content-Length: 1000") + "{\"entry\":");

      assertThat(statusLine(socket)).isEqualTo("HTTP/1.1 408 Request Timeout");
    }
    assertThat(inFlight()).isZero();
  }

  @Test
  void aConnectionOnWhichNothingComesIsClosed() throws Exception {
    try (Socket socket = new Socket("localhost", ingest.port())) {
      socket.setSoTimeout(10_000);

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aSenderThatHangsUpLeavesNothing() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Socket socket = new Socket("localhost", ingest.port())) {
        send(socket, headers("Content-Length: 100000") + " ".repeat(50_000));
      }
    }
    await().atMost(Duration.ofSeconds(5)).until(() -> inFlight() == 0);
  }

  @Test
  void twoThousandBadBodiesAtOnceLeaveNothing() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      String valid = Webhooks.texts("bad", i, 1 + random.nextInt(20));
      answers.add(ingest.postLater(valid.substring(0, random.nextInt(valid.length()))));
    }

    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(400);
    }
    assertThat(inFlight()).isZero();
    assertThat(RawTopic.read(TestKafka.bootstrapServers(), TestRegistry.url(), "bad")).isEmpty();
  }

  private static long inFlight() {
    return ingest.bean(InFlightBytes.class).bytes();
  }

  private static String names(int count) {
    StringBuilder names = new StringBuilder("\"n\":0");
    for (int i = 0; i < count; i++) {
      names.append(",\"n").append(i).append("\":0");
    }
    return names.toString();
  }

  private static String headers(String length) {
    return "POST /webhook HTTP/1.1\r\nHost: localhost\r\nX-Hub-Signature-256: %s\r\n%s\r\n\r\n"
        .formatted(SIGNATURE, length);
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String statusLine(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    StringBuilder line = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
