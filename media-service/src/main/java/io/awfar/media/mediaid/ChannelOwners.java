package io.awfar.media.mediaid;

import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import io.awfar.schemas.channel.ManagedChannel;
import java.util.UUID;

/// Which workspace a number belongs to: who manages it, else what the environment says, else the
/// deployment's own. Nobody gives WhatsApp a file in the name of another's number.
final class ChannelOwners {

  private final ChannelDirectory channels;
  private final ConfiguredWorkspaces configured;
  private final UUID otherwise;

  ChannelOwners(ChannelDirectory channels, ConfiguredWorkspaces configured, UUID otherwise) {
    this.channels = channels;
    this.configured = configured;
    this.otherwise = otherwise;
  }

  UUID of(String channelId) {
    return channels
        .find(channelId)
        .map(ManagedChannel::ownerId)
        .or(() -> configured.find(channelId, ""))
        .orElse(otherwise);
  }
}
