package io.awfar.gateway.send;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import io.awfar.schemas.channel.ManagedChannel;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The numbers that a workspace may send from.
@Component
final class WorkspaceNumbers {

  private final ChannelDirectory directory;
  private final ConfiguredWorkspaces configured;

  WorkspaceNumbers(ChannelDirectory directory, ConfiguredWorkspaces configured) {
    this.directory = directory;
    this.configured = configured;
  }

  /// The one number of a workspace, for whoever does not say which.
  ///
  /// @throws RefusedException unless it manages exactly one
  String only(UUID workspaceId) {
    requireKnown();
    List<String> own =
        directory.channels().values().stream()
            .filter(channel -> channel.ownerId().equals(workspaceId) && !isDenied(channel))
            .map(ManagedChannel::channelId)
            .toList();
    if (own.size() != 1) {
      throw new RefusedException(
          List.of(
              new Violation(
                  "channelId",
                  "missing",
                  "is needed, unless the workspace has exactly one channel")));
    }
    return own.getFirst();
  }

  /// A number that is not managed is that of the workspace that the environment gives it to, or of
  /// whoever has a chat on it: of any other nobody knows that it exists.
  ///
  /// @param hasChat whether the workspace has the chat with this number that is sent to
  /// @throws RefusedException if the workspace may not send from it, or nobody can
  void requireUsable(UUID workspaceId, String channelId, boolean hasChat) {
    requireKnown();
    Optional<ManagedChannel> managed = managed(channelId);
    Optional<UUID> owner =
        managed.map(ManagedChannel::ownerId).or(() -> configured.find(channelId, ""));
    boolean own = owner.map(workspaceId::equals).orElse(hasChat);
    if (!own) {
      throw new RefusedException(ErrorCode.CHANNEL_UNKNOWN);
    }
    if (managed.isPresent() && managed.get().secrets().isEmpty()) {
      throw new RefusedException(ErrorCode.CHANNEL_UNUSABLE);
    }
  }

  /// A number, if it is managed.
  Optional<ManagedChannel> managed(String channelId) {
    return directory.find(channelId).filter(channel -> !isDenied(channel));
  }

  /// As ingest-service sees it: one that the environment gives to another workspace is not managed.
  private boolean isDenied(ManagedChannel channel) {
    return configured.deny(
        channel.ownerId(), channel.channelId(), channel.channel().getBusinessAccountId());
  }

  private void requireKnown() {
    if (!directory.isCaughtUp()) {
      throw new RefusedException(ErrorCode.KAFKA_UNAVAILABLE);
    }
  }
}
