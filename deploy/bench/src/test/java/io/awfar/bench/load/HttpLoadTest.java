package io.awfar.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {

  /// Larger than one read of a socket gives.
  private static final byte[] PAGE = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

  private static final int CHUNKED = 0;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private HttpServer server;

  @BeforeEach
  void startServer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(threads);
    answer("/sized", 200, PAGE.length);
    answer("/chunked", 200, CHUNKED);
    answer("/refused", 503, PAGE.length);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    threads.close();
  }

  @Test
  void everyRequestIsSentOnceAndAnswered() throws Exception {
    LoadResult result = load("/sized").asFastAsAnswered(500, 60, second -> {});

    assertThat(result.answered()).isEqualTo(500);
    assertThat(result.refused()).isZero();
    assertThat(asked).hasSize(500);
    assertThat(result.millis(99)).isGreaterThanOrEqualTo(result.millis(50)).isPositive();
  }

  @Test
  void answersInChunksAreReadToTheirEnd() throws Exception {
    assertThat(load("/chunked").asFastAsAnswered(200, 60, second -> {}).answered()).isEqualTo(200);
  }

  @Test
  void otherAnswersThan200AreCountedApart() throws Exception {
    LoadResult result = load("/refused").asFastAsAnswered(100, 60, second -> {});

    assertThat(result.answered()).isZero();
    assertThat(result.refused()).isEqualTo(100);
    assertThat(result.millis(50)).isNaN();
  }

  @Test
  void requestsByTheClockAreNotSentFaster() throws Exception {
    LoadResult result = load("/sized").atRate(200, 0.5);

    assertThat(result.answered()).isEqualTo(100);
    assertThat(result.rate()).isLessThanOrEqualTo(205);
  }

  private HttpLoad load(String path) {
    return new HttpLoad(
        server.getAddress().getPort(),
        16,
        number ->
            ("GET " + path + "?" + number + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }

  private void answer(String path, int status, long length) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write(PAGE);
          }
        });
  }
}
