package io.awfar.guarantees.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// What a service says of itself on its management port, asked as an orchestrator asks.
public final class Health implements AutoCloseable {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);
  private static final int OK = 200;
  private static final int NOT_WELL = 503;
  private static final int NONE = 0;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();

  /// Whether it says that it can take work.
  public boolean isReady(ServiceProcess service) throws InterruptedException {
    return ask(service, "readiness") == OK;
  }

  /// Whether it says that it is alive.
  Liveness liveness(ServiceProcess service) throws InterruptedException {
    return switch (ask(service, "liveness")) {
      case OK -> Liveness.ALIVE;
      case NOT_WELL -> Liveness.NOT_ALIVE;
      default -> Liveness.SILENT;
    };
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private int ask(ServiceProcess service, String probe) throws InterruptedException {
    URI uri = service.management().resolve("/actuator/health/" + probe);
    try {
      return http.send(
              HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return NONE;
    }
  }
}
