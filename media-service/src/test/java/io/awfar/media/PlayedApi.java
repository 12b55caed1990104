package io.awfar.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// WhatsApp's media API as a test wants it to behave: nothing but what is put here is there.
public final class PlayedApi implements AutoCloseable {

  public static final String TOKEN = "the-token";

  /// Answers a request.
  public interface Play {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final Map<String, Play> plays = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private final int port;

  private PlayedApi() {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  public static PlayedApi start() {
    return new PlayedApi();
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /// A file that is there, with a right look-up.
  public void file(String id, byte[] content) {
    lookup(id, url() + "/file/" + id, TestFiles.hex(content), content.length);
    play("/file/" + id, bytes(200, content));
  }

  public void lookup(String id, String url, String sha256, long size) {
    play(
        "/v23.0/" + id,
        json(
            200,
            """
            {"messaging_product":"whatsapp","url":"%s","mime_type":"image/jpeg","sha256":"%s",\
            "file_size":"%d","id":"%s"}\
            """
                .formatted(url, sha256, size, id)));
  }

  public void play(String path, Play play) {
    plays.put(path, play);
  }

  /// One after the other, the last for ever.
  public static Play first(int times, Play play, Play then) {
    int[] left = {times};
    return exchange -> {
      boolean first;
      synchronized (left) {
        first = left[0]-- > 0;
      }
      (first ? play : then).answer(exchange);
    };
  }

  public Play played(String path) {
    return plays.get(path);
  }

  public static Play json(int status, String body) {
    return bytes(status, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Play error(int status, int code) {
    return error(status, code, 0);
  }

  public static Play error(int status, int code, int subcode) {
    return json(
        status,
        "{\"error\":{\"message\":\"m\",\"type\":\"OAuthException\",\"code\":%d,\"error_subcode\":%d}}"
            .formatted(code, subcode));
  }

  public static Play bytes(int status, byte[] body) {
    return exchange -> {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /// Answers once the latch is open; with a latch that nobody opens, never.
  public static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static Play redirect(String location) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    };
  }

  /// Paths asked for, in order.
  public List<String> requests() {
    return requests;
  }

  public long requests(String path) {
    return requests.stream().filter(path::equals).count();
  }

  /// Nobody listens any more.
  public void goDown() {
    server.stop(0);
  }

  public void comeBack() {
    server = listen(port);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private HttpServer listen(int onPort) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 64);
      http.setExecutor(threads);
      http.createContext("/", this::handle);
      http.start();
      return http;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      Play play = plays.getOrDefault(path, error(404, -1));
      boolean known =
          ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
      (known ? play : error(401, 190)).answer(exchange);
    }
  }
}
