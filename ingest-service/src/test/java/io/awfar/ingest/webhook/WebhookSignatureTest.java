package io.awfar.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

  /// RFC 4231, test case 2.
  private static final byte[] BODY = "what do ya want for nothing?".getBytes(UTF_8);

  private static final String HEX =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  @Test
  void whatWeSignOurselvesHasTheHeaderOfMeta() {
    assertThat(WebhookSignature.header("Jefe", BODY)).isEqualTo("sha256=" + HEX);
  }

  @Test
  void oneWellFormedHeaderIsRead() {
    assertThat(WebhookSignature.of(List.of("sha256=" + HEX)))
        .contains(HexFormat.of().parseHex(HEX));
    assertThat(WebhookSignature.of(List.of("sha256=" + HEX.toUpperCase(Locale.ROOT))))
        .contains(HexFormat.of().parseHex(HEX));
  }

  @Test
  void aMissingDoubledOrMalformedHeaderIsNone() {
    String header = "sha256=" + HEX;

    assertThat(WebhookSignature.of(List.of())).isEmpty();
    assertThat(WebhookSignature.of(List.of(header, header))).isEmpty();
    assertThat(WebhookSignature.of(List.of(""))).isEmpty();
    assertThat(WebhookSignature.of(List.of(HEX))).isEmpty();
    assertThat(WebhookSignature.of(List.of("sha1=" + HEX))).isEmpty();
    assertThat(WebhookSignature.of(List.of(header + "0"))).isEmpty();
    assertThat(WebhookSignature.of(List.of(header.substring(0, 70)))).isEmpty();
    assertThat(WebhookSignature.of(List.of(header.substring(0, 70) + "g"))).isEmpty();
  }
}
