package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.AppSecret;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Reads and writes Meta's signature of a body, `X-Hub-Signature-256: sha256=<hex>`: the
/// HMAC-SHA256 of the bytes received.
public final class WebhookSignature {

  public static final String HEADER = "X-Hub-Signature-256";

  private static final String PREFIX = "sha256=";
  private static final int HEX_DIGITS = 64;

  private WebhookSignature() {}

  /// The value of the header for a body that `secret` signs.
  public static String header(String secret, byte[] body) {
    return PREFIX + HexFormat.of().formatHex(AppSecret.of(secret).sign(body));
  }

  /// The signature in the headers; empty unless there is exactly one and it is well-formed.
  static Optional<byte[]> of(List<String> headers) {
    if (headers.size() != 1) {
      return Optional.empty();
    }
    String header = headers.getFirst();
    if (header.length() != PREFIX.length() + HEX_DIGITS || !header.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(header, PREFIX.length(), header.length()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
