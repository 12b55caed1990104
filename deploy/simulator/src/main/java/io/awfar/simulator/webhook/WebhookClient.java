package io.awfar.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;

/// Talks HTTP to the webhook.
final class WebhookClient implements AutoCloseable {

  private final WebhookSettings settings;
  private final Signature signature;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  WebhookClient(WebhookSettings settings) {
    this.settings = settings;
    this.signature = new Signature(settings.appSecret());
  }

  /// Posts a body and waits for the answer.
  Answer post(byte[] body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.answerTimeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "facebookexternalua")
            .header("X-Hub-Signature-256", signature.of(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return new Answer.Status(http.send(request, BodyHandlers.discarding()).statusCode());
    } catch (HttpTimeoutException e) {
      return new Answer.None("timeout");
    } catch (IOException e) {
      return new Answer.None("connection");
    }
  }

  /// Performs the handshake that WhatsApp does when a webhook is subscribed.
  ///
  /// @throws IllegalStateException if the webhook does not answer 200 with the challenge
  void subscribe() throws InterruptedException {
    String challenge = UUID.randomUUID().toString();
    String query =
        "hub.mode=subscribe&hub.challenge="
            + challenge
            + "&hub.verify_token="
            + URLEncoder.encode(settings.verifyToken(), StandardCharsets.UTF_8);
    String separator = settings.url().getQuery() == null ? "?" : "&";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.url() + separator + query))
            .timeout(settings.answerTimeout())
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().equals(challenge)) {
        throw new IllegalStateException(
            "The webhook "
                + settings.url()
                + " refused the handshake with status "
                + answer.statusCode()
                + ": is the verify token right?");
      }
    } catch (IOException e) {
      throw new IllegalStateException("The webhook " + settings.url() + " does not answer.", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
