package io.awfar.gateway.media;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/// Answers as media-service does: each workspace has every file below its own id, and no other.
public final class PlayedMedia implements AutoCloseable {

  private static final String URL =
      "{\"url\":\"http://store/f\",\"expiresAt\":\"2026-01-01T00:00:00Z\"}";

  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicLong read = new AtomicLong();
  private volatile int status;
  private volatile String body = "";

  /// What the gateway asked for.
  public record Asked(String request, Map<String, List<String>> headers, long bodyBytes) {}

  private PlayedMedia(HttpServer server) {
    this.server = server;
  }

  public static PlayedMedia start() {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      PlayedMedia media = new PlayedMedia(server);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/files", media::answer);
      server.start();
      return media;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// All that is asked for from now on is answered so.
  public void refuse(int with, String problem) {
    status = with;
    body = problem;
  }

  public List<Asked> asked() {
    return asked;
  }

  public long bytesRead() {
    return read.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      long bytes = drain(exchange.getRequestBody());
      asked.add(
          new Asked(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              bytes));
      if (status != 0) {
        send(exchange, status, body);
        return;
      }
      String workspace = workspace(exchange.getRequestHeaders().getFirst("Authorization"));
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      if (path.equals("/files")) {
        send(exchange, 201, uploaded(workspace, bytes));
      } else if (!path.startsWith("/files/" + workspace + "/")) {
        send(exchange, 404, "{\"code\":\"file_unknown\",\"status\":404}");
      } else if (method.equals("DELETE")) {
        send(exchange, 204, "");
      } else if (method.equals("POST")) {
        send(exchange, 200, "{\"id\":\"wa-77\"}");
      } else {
        send(exchange, 200, URL);
      }
    }
  }

  private long drain(InputStream in) throws IOException {
    byte[] buffer = new byte[65536];
    long bytes = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      bytes += n;
      read.addAndGet(n);
    }
    return bytes;
  }

  private static String uploaded(String workspace, long bytes) {
    return """
    {"path": "%s/%s", "mimeType": "image/png", "kind": "image", "sizeBytes": %d, "sha256": "%s"}\
    """
        .formatted(workspace, "0".repeat(64), bytes, "0".repeat(64));
  }

  /// As the token says; whether it may is not looked at here.
  private static String workspace(String authorization) {
    String claims = authorization.split("\\.")[1];
    return JsonMapper.shared()
        .readTree(Base64.getUrlDecoder().decode(claims))
        .path("workspace")
        .asString();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
