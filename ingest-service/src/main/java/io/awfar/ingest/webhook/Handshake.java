package io.awfar.ingest.webhook;

import io.awfar.ingest.channel.KnownChannels;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/// Proves to Meta that the webhook is ours, by returning its challenge to whoever knows a verify
/// token, that of the service or of a managed number, and to nobody else.
final class Handshake {

  private static final int CHALLENGE_CHARS_MAX = 256;

  private final Supplier<KnownChannels> channels;

  Handshake(Supplier<KnownChannels> channels) {
    this.channels = channels;
  }

  /// The challenge to answer with.
  ///
  /// @throws RefusedException if mode or token are wrong, or the challenge is missing or too long
  String answer(Optional<String> mode, Optional<String> token, Optional<String> challenge) {
    byte[] given = token.orElse("").getBytes(StandardCharsets.UTF_8);
    if (!channels.get().knowsVerifyToken(given) || !mode.orElse("").equals("subscribe")) {
      throw Refusal.HANDSHAKE_REFUSED.exception();
    }
    return challenge
        .filter(text -> !text.isEmpty() && text.length() <= CHALLENGE_CHARS_MAX)
        .orElseThrow(Refusal.INVALID_HANDSHAKE::exception);
  }
}
