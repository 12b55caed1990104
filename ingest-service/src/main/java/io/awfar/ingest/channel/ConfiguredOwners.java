package io.awfar.ingest.channel;

import io.awfar.schemas.channel.ConfiguredWorkspaces;
import java.util.UUID;

/// Tells the workspace of a number that is not managed at run time; every such number has one.
public final class ConfiguredOwners {

  private final ConfiguredWorkspaces entries;
  private final UUID otherwise;

  public ConfiguredOwners(ChannelSettings settings) {
    this.entries = settings.configured();
    this.otherwise = settings.ownerId();
  }

  /// @param channelId WhatsApp's phone number id
  /// @param businessAccountId the account it belongs to, which decides if the channel has no entry
  public UUID ownerOf(String channelId, String businessAccountId) {
    return entries.find(channelId, businessAccountId).orElse(otherwise);
  }

  /// Whether an entry gives the number to another workspace than this one.
  public boolean deny(UUID workspaceId, String channelId, String businessAccountId) {
    return entries.deny(workspaceId, channelId, businessAccountId);
  }
}
