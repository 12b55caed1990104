package io.awfar.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Proves to Meta that the webhook is ours, by returning its challenge to whoever knows the verify
/// token and to nobody else.
final class Handshake {

  private static final int CHALLENGE_CHARS_MAX = 256;

  private final byte[] verifyToken;

  Handshake(WebhookSettings settings) {
    this.verifyToken = settings.verifyToken().getBytes(StandardCharsets.UTF_8);
  }

  /// The challenge to answer with.
  ///
  /// @throws RefusedException if mode or token are wrong, or the challenge is missing or too long
  String answer(Optional<String> mode, Optional<String> token, Optional<String> challenge) {
    byte[] given = token.orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(verifyToken, given) || !mode.orElse("").equals("subscribe")) {
      throw Refusal.HANDSHAKE_REFUSED.exception();
    }
    return challenge
        .filter(text -> !text.isEmpty() && text.length() <= CHALLENGE_CHARS_MAX)
        .orElseThrow(Refusal.INVALID_HANDSHAKE::exception);
  }
}
