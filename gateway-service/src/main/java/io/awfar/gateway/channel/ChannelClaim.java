package io.awfar.gateway.channel;

import java.util.Optional;
import java.util.UUID;

/// That a workspace controls a number and its account, shown by a token that may use both.
record ChannelClaim(
    UUID workspaceId, String channelId, String businessAccountId, Optional<String> accessToken) {

  /// Without the token.
  @Override
  public String toString() {
    return "ChannelClaim[" + channelId + "]";
  }
}
