package io.awfar.gateway.channel;

import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.schemas.channel.UnreadableCredentialsException;
import io.awfar.whatsapp.Channel;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What a workspace is told of its numbers, alike whether it asks or one of them changes.
@Component
public final class ChannelStatuses {

  private final ChannelKeys keys;
  private final ConfiguredWorkspaces configured;

  /// @param configured the numbers that the deployment gives to workspaces
  public ChannelStatuses(ChannelKeys keys, ConfiguredWorkspaces configured) {
    this.keys = keys;
    this.configured = configured;
  }

  /// A number as a version of it says.
  public ChannelStatus of(Channel version) {
    return of(version, isReadable(version));
  }

  /// What is left of a number that is not managed any more.
  public ChannelStatus ofDeleted(UUID workspaceId, String channelId) {
    return workspaceId.equals(configured.byId().get(channelId))
        ? ChannelStatus.given(channelId)
        : ChannelStatus.deleted(channelId);
  }

  ChannelStatus of(ManagedChannel channel) {
    return of(channel.channel(), channel.secrets().isPresent());
  }

  /// Those that the deployment gives, by id.
  ///
  /// @param managed of the workspace, which are no others
  Stream<ChannelStatus> given(UUID workspaceId, Collection<ManagedChannel> managed) {
    Set<String> known = managed.stream().map(ManagedChannel::channelId).collect(Collectors.toSet());
    return configured.byId().entrySet().stream()
        .filter(entry -> entry.getValue().equals(workspaceId))
        .map(Map.Entry::getKey)
        .filter(id -> !known.contains(id))
        .sorted()
        .map(ChannelStatus::given);
  }

  private ChannelStatus of(Channel channel, boolean readable) {
    String id = channel.getChannelId();
    boolean denied = configured.deny(channel.getOwnerId(), id, channel.getBusinessAccountId());
    return ChannelStatus.managed(
        id,
        channel.getName(),
        channel.getState().name().toLowerCase(Locale.ROOT),
        readable && !denied,
        channel.getVersion());
  }

  private boolean isReadable(Channel channel) {
    try {
      var unused = SealedCredentials.open(channel.getChannelId(), channel.getCredentials(), keys);
      return true;
    } catch (UnreadableCredentialsException e) {
      return false;
    }
  }
}
