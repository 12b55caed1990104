package io.awfar.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Waits for services to say that they are ready.
final class Readiness {

  private static final Duration TIMEOUT = Duration.ofSeconds(180);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private Readiness() {}

  /// Returns when all are ready.
  ///
  /// @param management base url of each service's management port, by name
  /// @throws StartFailure if one is not ready in time
  static void await(Map<String, URI> management) {
    Map<String, URI> waiting = new TreeMap<>(management);
    Instant deadline = Instant.now().plus(TIMEOUT);
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        waiting.values().removeIf(uri -> isReady(http, uri));
        if (waiting.isEmpty()) {
          return;
        }
        if (Instant.now().isAfter(deadline)) {
          throw new StartFailure(
              "Not ready after %d s: %s. The log says why."
                  .formatted(TIMEOUT.toSeconds(), waiting.keySet()));
        }
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while starting.", e);
    }
  }

  private static boolean isReady(HttpClient http, URI management) {
    HttpRequest question =
        HttpRequest.newBuilder(management.resolve("/actuator/health/readiness"))
            .timeout(ANSWER_TIMEOUT)
            .build();
    try {
      return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
