package io.awfar.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts webhooks signed as WhatsApp signs them.
final class WebhookClient {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI webhook;
  private final String appSecret;

  WebhookClient(URI webhook, String appSecret) {
    this.webhook = webhook;
    this.appSecret = appSecret;
  }

  /// Posts a body and returns the answer's status.
  int post(byte[] body) throws Exception {
    return answer(body).statusCode();
  }

  /// Posts a body.
  HttpResponse<String> answer(byte[] body) throws Exception {
    return post(body, "sha256=" + HexFormat.of().formatHex(hmac(body)));
  }

  /// Posts a body under any signature.
  HttpResponse<String> post(byte[] body, String signature) throws Exception {
    return http.send(
        HttpRequest.newBuilder(webhook)
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", signature)
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private byte[] hmac(byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return mac.doFinal(body);
  }
}
