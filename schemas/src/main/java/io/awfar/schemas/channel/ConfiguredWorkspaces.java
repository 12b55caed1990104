package io.awfar.schemas.channel;

import io.awfar.whatsapp.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The workspaces that the environment itself gives numbers and accounts to. Who runs the service
/// says so, and nobody who manages numbers at run time can take one of them over.
///
/// @param byId by WhatsApp's phone number id or business account id
public record ConfiguredWorkspaces(Map<String, UUID> byId) {

  public static final ConfiguredWorkspaces NONE = new ConfiguredWorkspaces(Map.of());

  public ConfiguredWorkspaces {
    byId = Map.copyOf(byId);
  }

  /// The workspace of a number: its own entry, else that of its account.
  public Optional<UUID> find(String channelId, String businessAccountId) {
    UUID ofNumber = byId.get(channelId);
    return Optional.ofNullable(ofNumber == null ? byId.get(businessAccountId) : ofNumber);
  }

  /// Whether an entry gives the number to another workspace than this one.
  public boolean deny(UUID workspaceId, String channelId, String businessAccountId) {
    return !byId.isEmpty()
        && find(channelId, businessAccountId).filter(id -> !id.equals(workspaceId)).isPresent();
  }

  boolean deny(Channel channel) {
    return deny(channel.getOwnerId(), channel.getChannelId(), channel.getBusinessAccountId());
  }
}
