package io.awfar.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhooksTest {

  private final Webhooks webhooks = new Webhooks(100, Instant.EPOCH);

  @Test
  void theSignatureIsThatOfTheBody() throws Exception {
    String request = new String(webhooks.request(7), StandardCharsets.UTF_8);
    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Webhooks.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

    String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    assertThat(request).contains("X-Hub-Signature-256: sha256=" + signature + "\r\n");
    assertThat(request).contains("Content-Length: " + body.length() + "\r\n");
    assertThat(body).contains(Webhooks.wamid(7)).hasSizeBetween(900, 1_100);
  }

  @Test
  void anIdTellsItsNumber() {
    assertThat(Webhooks.number(Webhooks.wamid(123_456_789))).isEqualTo(123_456_789);
  }
}
