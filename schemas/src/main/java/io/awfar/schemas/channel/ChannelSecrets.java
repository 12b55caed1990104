package io.awfar.schemas.channel;

import java.util.Optional;

/// What a number needs to be believed, by those that are set. Never printed.
///
/// @param appSecret secret of the Meta app that signs the number's webhooks
/// @param accessToken bearer token for calls of WhatsApp's API
/// @param verifyToken what Meta must send in the webhook's handshake
public record ChannelSecrets(
    Optional<String> appSecret, Optional<String> accessToken, Optional<String> verifyToken) {

  /// None of them set.
  public static final ChannelSecrets NONE =
      new ChannelSecrets(Optional.empty(), Optional.empty(), Optional.empty());

  /// Without the secrets.
  @Override
  public String toString() {
    return "ChannelSecrets[]";
  }
}
