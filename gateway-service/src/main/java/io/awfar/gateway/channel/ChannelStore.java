package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.channel.ChannelChange.Action;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.whatsapp.Channel;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The channels of a workspace: what there are, and how they change.
@Component
final class ChannelStore {

  private final ChannelDirectory directory;
  private final ChannelWrites writes;
  private final ChannelDrafts drafts;
  private final ChannelSettings settings;
  private final Clock clock;

  ChannelStore(
      ChannelDirectory directory,
      ChannelWrites writes,
      ChannelKeys keys,
      GatewaySettings settings,
      Clock clock) {
    this.directory = directory;
    this.writes = writes;
    this.drafts = new ChannelDrafts(keys, clock);
    this.settings = settings.channels();
    this.clock = clock;
  }

  /// Those of a workspace, by id.
  ///
  /// @throws RefusedException if they are not known yet
  List<ManagedChannel> all(UUID workspaceId) {
    requireKnown();
    return directory.channels().values().stream()
        .filter(channel -> channel.ownerId().equals(workspaceId))
        .sorted(Comparator.comparing(ManagedChannel::channelId))
        .toList();
  }

  /// @throws RefusedException if the workspace has none with that id, whoever else may
  ManagedChannel get(UUID workspaceId, String id) {
    requireKnown();
    return directory
        .find(id)
        .filter(channel -> channel.ownerId().equals(workspaceId))
        .orElseThrow(() -> new RefusedException(ErrorCode.CHANNEL_NOT_FOUND));
  }

  /// @return the channel as the directory shows it
  Mono<ManagedChannel> create(Caller caller, NewChannel wanted) {
    return writes
        .write(
            wanted.id(),
            version -> {
              if (directory.find(wanted.id()).isPresent()) {
                throw new RefusedException(ErrorCode.CHANNEL_EXISTS);
              }
              if (all(caller.workspaceId()).size() >= settings.perWorkspaceMax()) {
                throw new RefusedException(ErrorCode.CHANNELS_EXHAUSTED);
              }
              return allowed(drafts.created(wanted, caller, version));
            })
        .then(Mono.fromSupplier(() -> get(caller.workspaceId(), wanted.id())));
  }

  /// Changes what the patch names, and encrypts all secrets with the first key.
  ///
  /// @return the channel as the directory shows it
  Mono<ManagedChannel> change(
      Caller caller, String id, ChannelPatch patch, ChannelVersions versions) {
    return writes
        .write(
            id,
            version -> {
              ManagedChannel before = get(caller.workspaceId(), id);
              versions.check(before.channel().getVersion());
              return allowed(drafts.changed(before, patch, caller, version));
            })
        .then(Mono.fromSupplier(() -> get(caller.workspaceId(), id)));
  }

  Mono<Void> delete(Caller caller, String id, ChannelVersions versions) {
    return writes.write(
        id,
        version -> {
          versions.check(get(caller.workspaceId(), id).channel().getVersion());
          return new ChannelChange(
              id,
              version,
              caller.workspaceId(),
              caller.userId(),
              clock.instant(),
              Action.DELETED,
              List.of(),
              null);
        });
  }

  /// Encrypts the secrets of a channel anew, in the gateway's own name, if they can be read.
  Mono<Void> encryptAgain(String id) {
    return writes.write(
        id,
        version ->
            drafts.encryptedAgain(
                directory
                    .find(id)
                    .orElseThrow(() -> new RefusedException(ErrorCode.CHANNEL_NOT_FOUND)),
                version));
  }

  private ChannelChange allowed(ChannelDrafts.Draft draft) {
    Channel channel = draft.channel();
    draft.secrets().appSecret().ifPresent(secret -> requireRoom(channel.getChannelId(), secret));
    return draft.change();
  }

  private void requireRoom(String id, String appSecret) {
    Set<String> others =
        directory.channels().values().stream()
            .filter(channel -> !channel.channelId().equals(id))
            .flatMap(channel -> channel.secrets().stream())
            .map(ChannelSecrets::appSecret)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    if (!others.contains(appSecret) && others.size() >= settings.appSecretsMax()) {
      throw new RefusedException(ErrorCode.APP_SECRETS_EXHAUSTED);
    }
  }

  private void requireKnown() {
    if (!directory.isCaughtUp()) {
      throw new RefusedException(ErrorCode.KAFKA_UNAVAILABLE);
    }
  }
}
