package io.awfar.simulator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awfar.simulator.ledger.SendLedger;
import io.awfar.simulator.ledger.SendLedger.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves WhatsApp's API: media look-up and download, messages, uploads.
public final class ApiServer implements AutoCloseable {

  private static final String FILES = "files";

  private final ApiSettings settings;
  private final Media media;
  private final Messages messages;
  private final Uploads uploads;
  private final SendLedger ledger;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// A server that listens already.
  ///
  /// @throws IllegalStateException if the port is taken
  public ApiServer(ApiSettings settings, Media media, Messages messages, SendLedger ledger) {
    this.settings = settings;
    this.media = media;
    this.messages = messages;
    this.uploads = new Uploads(ledger);
    this.ledger = ledger;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 256);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The API cannot listen on " + settings.address() + ":" + settings.port() + ".", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /// Where it listens: what a deployment has as its WhatsApp API url.
  public URI uri() {
    return URI.create("http://" + settings.address() + ':' + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = route(exchange);
      } catch (GraphError e) {
        reply = e.reply();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      // Unread bytes of a refused body would be taken for the next request.
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  private Reply route(HttpExchange exchange) throws GraphError, IOException {
    authorize(exchange);
    String path = exchange.getRequestURI().getPath();
    String[] parts = path.substring(1).split("/", -1);
    boolean get = exchange.getRequestMethod().equals("GET");
    boolean post = exchange.getRequestMethod().equals("POST");
    if (get && parts.length == 2 && parts[0].equals(FILES)) {
      return media.download(parts[1], exchange.getRequestURI().getQuery());
    }
    if (get && parts.length == 2) {
      return media.lookup(parts[1], fileRoot(exchange));
    }
    if (post && parts.length == 3 && parts[2].equals("messages")) {
      return messages.accept(parts[1], exchange.getRequestBody());
    }
    if (post && parts.length == 3 && parts[2].equals("media")) {
      return uploads.accept(
          messages.number(parts[1]),
          exchange.getRequestHeaders().getFirst("Content-Type"),
          exchange.getRequestBody());
    }
    throw GraphError.unknownPath(path);
  }

  /// The files under the name by which the caller knows this server, which in a network of
  /// containers it does not know itself.
  private String fileRoot(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return (host == null ? uri().toString() : "http://" + host) + '/' + FILES + '/';
  }

  private void authorize(HttpExchange exchange) throws GraphError {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] expected = ("Bearer " + settings.accessToken()).getBytes(StandardCharsets.UTF_8);
    if (given == null || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected)) {
      ledger.count(Call.UNAUTHORIZED);
      throw GraphError.token();
    }
  }
}
