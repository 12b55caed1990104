package io.awfar.ingest.channel;

import java.util.UUID;

/// Tells the workspace of a number that is not managed at run time; every such number has one.
public final class ConfiguredOwners {

  private final ChannelSettings settings;

  public ConfiguredOwners(ChannelSettings settings) {
    this.settings = settings;
  }

  /// @param channelId WhatsApp's phone number id
  /// @param businessAccountId the account it belongs to, which decides if the channel has no entry
  public UUID ownerOf(String channelId, String businessAccountId) {
    UUID byAccount = settings.owners().getOrDefault(businessAccountId, settings.ownerId());
    return settings.owners().getOrDefault(channelId, byAccount);
  }
}
