package io.awfar.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A webhook for tests: checks signatures, answers as told, keeps the bodies it answered 200.
final class ReceivingWebhook implements AutoCloseable {

  static final String SECRET = "s3cret-ключ";
  static final String VERIFY_TOKEN = "let me in & see";
  static final int NO_ANSWER = -1;

  private static final JsonMapper JSON = new JsonMapper();

  final List<String> accepted = new CopyOnWriteArrayList<>();
  final AtomicInteger badSignatures = new AtomicInteger();
  final AtomicInteger attempts = new AtomicInteger();

  private final HttpServer server;
  private volatile IntUnaryOperator statusOfAttempt = attempt -> 200;

  ReceivingWebhook() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestMethod().equals("GET")) {
            String query = exchange.getRequestURI().getRawQuery();
            boolean known =
                URLDecoder.decode(query, StandardCharsets.UTF_8).endsWith("=" + VERIFY_TOKEN);
            byte[] challenge = query.replaceAll(".*challenge=([^&]*).*", "$1").getBytes();
            exchange.sendResponseHeaders(known ? 200 : 403, challenge.length);
            exchange.getResponseBody().write(challenge);
            exchange.close();
            return;
          }
          String given = exchange.getRequestHeaders().getFirst("X-Hub-Signature-256");
          if (!signature(body).equals(given)) {
            badSignatures.incrementAndGet();
          }
          int status = statusOfAttempt.applyAsInt(attempts.incrementAndGet());
          if (status == NO_ANSWER) {
            return;
          }
          if (status == 200) {
            accepted.add(new String(body, StandardCharsets.UTF_8));
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  void answers(IntUnaryOperator status) {
    statusOfAttempt = status;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
  }

  /// Settings that send fast and retry soon.
  SimulatorSettingsBuilder settings() {
    return SimulatorSettings.builder(url(), SECRET)
        .verifyToken(VERIFY_TOKEN)
        .seed(42)
        .eventsMax(500)
        .eventsPerSecond(0)
        .retryDelayMin(java.time.Duration.ofMillis(5))
        .retryDelayMax(java.time.Duration.ofMillis(20))
        .statusDelay(java.time.Duration.ofMillis(5));
  }

  /// Every element of every accepted body.
  List<Element> elements() {
    List<Element> elements = new ArrayList<>();
    accepted.forEach(body -> elements.addAll(Element.of(JSON.readTree(body))));
    return elements;
  }

  List<JsonNode> statuses() {
    return elements().stream().filter(e -> e.kind().equals("statuses")).map(Element::json).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
