package io.awfar.ingest.channel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells the workspace of a number that is not managed at run time; every such number has one.
public final class ConfiguredOwners {

  private final ChannelSettings settings;

  public ConfiguredOwners(ChannelSettings settings) {
    this.settings = settings;
  }

  /// @param channelId WhatsApp's phone number id
  /// @param businessAccountId the account it belongs to, which decides if the channel has no entry
  public UUID ownerOf(String channelId, String businessAccountId) {
    UUID entry = entry(channelId, businessAccountId);
    return entry == null ? settings.ownerId() : entry;
  }

  /// Whether an entry gives the number to another workspace than this one.
  public boolean deny(UUID workspaceId, String channelId, String businessAccountId) {
    UUID entry = entry(channelId, businessAccountId);
    return entry != null && !entry.equals(workspaceId);
  }

  private @Nullable UUID entry(String channelId, String businessAccountId) {
    UUID byChannel = settings.owners().get(channelId);
    return byChannel == null ? settings.owners().get(businessAccountId) : byChannel;
  }
}
