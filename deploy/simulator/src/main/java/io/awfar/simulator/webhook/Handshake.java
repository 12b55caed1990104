package io.awfar.simulator.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The handshake that WhatsApp does when a webhook is subscribed.
final class Handshake {

  private Handshake() {}

  /// Asks the webhook to repeat a challenge.
  ///
  /// @throws IllegalStateException if the webhook does not answer 200 with the challenge
  static void with(WebhookSettings settings) throws InterruptedException {
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
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
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
}
