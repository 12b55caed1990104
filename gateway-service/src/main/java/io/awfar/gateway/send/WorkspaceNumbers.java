package io.awfar.gateway.send;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.Problem.Violation;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ManagedChannel;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The numbers that a workspace may send from.
@Component
final class WorkspaceNumbers {

  private final ChannelDirectory directory;
  private final UUID ownerOfOthers;

  WorkspaceNumbers(ChannelDirectory directory, GatewaySettings settings) {
    this.directory = directory;
    this.ownerOfOthers = settings.sends().ownerId();
  }

  /// The one number of a workspace, for whoever does not say which.
  ///
  /// @throws RefusedException unless it manages exactly one
  String only(UUID workspaceId) {
    requireKnown();
    List<String> own =
        directory.channels().values().stream()
            .filter(channel -> channel.ownerId().equals(workspaceId))
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

  /// A number that is not managed is the deployment's workspace's, or that of whoever has a chat on
  /// it; ingest-service knows for sure.
  ///
  /// @param hasChat whether the workspace has the chat with this number that is sent to
  /// @throws RefusedException if the workspace may not send from it, or nobody can
  void requireUsable(UUID workspaceId, String channelId, boolean hasChat) {
    requireKnown();
    Optional<ManagedChannel> managed = directory.find(channelId);
    boolean own =
        managed
            .map(channel -> channel.ownerId().equals(workspaceId))
            .orElse(hasChat || workspaceId.equals(ownerOfOthers));
    if (!own) {
      throw new RefusedException(ErrorCode.CHANNEL_UNKNOWN);
    }
    if (managed.isPresent() && managed.get().secrets().isEmpty()) {
      throw new RefusedException(ErrorCode.CHANNEL_UNUSABLE);
    }
  }

  /// WhatsApp's id of the account that a number belongs to, if it is managed.
  Optional<String> account(String channelId) {
    return directory.find(channelId).map(channel -> channel.channel().getBusinessAccountId());
  }

  private void requireKnown() {
    if (!directory.isCaughtUp()) {
      throw new RefusedException(ErrorCode.KAFKA_UNAVAILABLE);
    }
  }
}
