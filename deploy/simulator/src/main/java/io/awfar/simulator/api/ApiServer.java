package io.awfar.simulator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awfar.simulator.graph.Answer;
import io.awfar.simulator.graph.GraphError;
import io.awfar.simulator.graph.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves WhatsApp's API: a thread per call, so that one that is held up holds up no other.
public final class ApiServer implements AutoCloseable {

  private final ApiSettings settings;
  private final Authorization authorization;
  private final Routes routes;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// A server that listens already.
  ///
  /// @throws IllegalStateException if the port is taken
  public ApiServer(ApiSettings settings, Authorization authorization, Routes routes) {
    this.settings = settings;
    this.authorization = authorization;
    this.routes = routes;
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
    // Closed without an answer, the connection breaks.
    try (exchange) {
      Answer answer;
      try {
        authorization.check(exchange);
        answer = routes.answer(exchange, root(exchange));
      } catch (GraphError e) {
        answer = e.reply();
      }
      switch (answer) {
        case Reply reply -> send(exchange, reply);
        case Answer.Late late -> {
          Disturbed.pause(late.after());
          send(exchange, late.reply());
        }
        case Answer.None none -> Disturbed.pause(none.after());
      }
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    // Unread bytes of a refused body would be taken for the next request.
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    exchange.getResponseBody().write(reply.body());
  }

  /// The name by which the caller knows this server, which in a network of containers it does not
  /// know itself.
  private String root(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return host == null ? uri().toString() : "http://" + host;
  }
}
