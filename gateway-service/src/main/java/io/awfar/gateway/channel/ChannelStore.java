package io.awfar.gateway.channel;

import io.awfar.gateway.GatewaySettings;
import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.channel.ChannelChange.Action;
import io.awfar.gateway.channel.ChannelDrafts.Draft;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.ConfiguredWorkspaces;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.whatsapp.Channel;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The channels of a workspace: what there are, and how they change.
@Component
final class ChannelStore {

  private final ChannelDirectory directory;
  private final ChannelWrites writes;
  private final ChannelProof proof;
  private final ChannelDrafts drafts;
  private final ConfiguredWorkspaces configured;
  private final ChannelSettings settings;
  private final Clock clock;

  ChannelStore(
      ChannelDirectory directory,
      ChannelWrites writes,
      ChannelProof proof,
      ChannelKeys keys,
      ConfiguredWorkspaces configured,
      GatewaySettings settings,
      Clock clock) {
    this.directory = directory;
    this.writes = writes;
    this.proof = proof;
    this.drafts = new ChannelDrafts(keys, clock);
    this.configured = configured;
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
    return proven(wanted.id(), version -> created(caller, wanted, version))
        .then(Mono.fromSupplier(() -> get(caller.workspaceId(), wanted.id())));
  }

  /// Changes what the patch names, and encrypts all secrets with the first key.
  ///
  /// @return the channel as the directory shows it
  Mono<ManagedChannel> change(
      Caller caller, String id, ChannelPatch patch, ChannelVersions versions) {
    return proven(
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

  /// WhatsApp is asked before anything is locked, about a draft of what is true now, for which
  /// there may be another when it comes to writing; what that one needs must be what was shown.
  private Mono<Void> proven(String id, LongFunction<Draft> draft) {
    return writes
        .shown()
        .then(Mono.fromSupplier(() -> draft.apply(0).claim()))
        .flatMap(shown ->
            Mono.justOrEmpty(shown)
                .flatMap(proof::of)
                .then(
                    Mono.defer(
                        () -> writes.write(id, version -> showing(shown, draft.apply(version))))));
  }

  private static ChannelChange showing(Optional<ChannelClaim> shown, Draft draft) {
    if (draft.claim().isPresent() && !draft.claim().equals(shown)) {
      throw new RefusedException(ErrorCode.BUSY);
    }
    return draft.change();
  }

  private Draft created(Caller caller, NewChannel wanted, long version) {
    requireKnown();
    boolean denied = configured.deny(caller.workspaceId(), wanted.id(), wanted.businessAccountId());
    if (denied || directory.find(wanted.id()).isPresent()) {
      throw new RefusedException(ErrorCode.CHANNEL_EXISTS);
    }
    if (all(caller.workspaceId()).size() >= settings.perWorkspaceMax()) {
      throw new RefusedException(ErrorCode.CHANNELS_EXHAUSTED);
    }
    return allowed(drafts.created(wanted, caller, version));
  }

  private Draft allowed(Draft draft) {
    Channel channel = draft.channel();
    draft.secrets().appSecret().ifPresent(secret -> requireRoom(channel.getChannelId(), secret));
    return draft;
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
