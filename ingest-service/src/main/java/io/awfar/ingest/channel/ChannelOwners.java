package io.awfar.ingest.channel;

import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells the workspace that a channel belongs to; every channel has one.
@Component
public final class ChannelOwners {

  private final ChannelSettings settings;

  public ChannelOwners(ChannelSettings settings) {
    this.settings = settings;
  }

  /// @param channelId WhatsApp's phone number id
  /// @param businessAccountId the account it belongs to, which decides if the channel has no entry
  public UUID ownerOf(String channelId, String businessAccountId) {
    UUID byAccount = settings.owners().getOrDefault(businessAccountId, settings.ownerId());
    return settings.owners().getOrDefault(channelId, byAccount);
  }
}
