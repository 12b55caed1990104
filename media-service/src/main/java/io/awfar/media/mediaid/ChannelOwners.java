package io.awfar.media.mediaid;

import io.awfar.media.problem.Refusal;
import io.awfar.media.problem.RefusedException;
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

  /// @throws RefusedException while it is not known which numbers are managed
  UUID of(String channelId) {
    if (!channels.isCaughtUp()) {
      throw new RefusedException(Refusal.KAFKA_UNAVAILABLE);
    }
    return channels
        .find(channelId)
        .map(ManagedChannel::ownerId)
        .or(() -> configured.find(channelId, ""))
        .orElse(otherwise);
  }
}
