package io.awfar.gateway.channel;

import io.awfar.gateway.auth.Caller;
import io.awfar.gateway.channel.ChannelChange.Action;
import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import io.awfar.schemas.channel.ChannelKeys;
import io.awfar.schemas.channel.ChannelSecrets;
import io.awfar.schemas.channel.ManagedChannel;
import io.awfar.schemas.channel.SealedCredentials;
import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the next version of a channel out of the last one and what is wanted.
final class ChannelDrafts {

  private final ChannelKeys keys;
  private final Clock clock;

  ChannelDrafts(ChannelKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// A change that nobody has agreed to yet.
  ///
  /// @param claim what has to be shown first; empty if number, account and token are as before
  record Draft(
      Channel channel, ChannelSecrets secrets, Optional<ChannelClaim> claim, ChannelChange change) {

    @Override
    public String toString() {
      return "Draft[" + change.channelId() + "]";
    }
  }

  Draft created(NewChannel wanted, Caller caller, long version) {
    Channel.Builder channel =
        Channel.newBuilder()
            .setChannelId(wanted.id())
            .setOwnerId(caller.workspaceId())
            .setBusinessAccountId("")
            .setName(wanted.id())
            .setState(ChannelState.ACTIVE)
            .setSendsPerSecond(Rules.SENDS_PER_SECOND_DEFAULT);
    ChannelPatch all =
        new ChannelPatch(
            wanted.businessAccountId(),
            wanted.name(),
            wanted.appSecret(),
            wanted.accessToken(),
            wanted.verifyToken(),
            wanted.sendsPerSecond(),
            wanted.state(),
            null);
    return draft(channel, Optional.empty(), all, caller.userId(), version, Action.CREATED);
  }

  /// @throws RefusedException if what stays of the secrets cannot be read
  Draft changed(ManagedChannel before, ChannelPatch patch, Caller caller, long version) {
    boolean replaced =
        patch.appSecret() != null && patch.accessToken() != null && patch.verifyToken() != null;
    if (!replaced && before.secrets().isEmpty()) {
      throw new RefusedException(ErrorCode.CREDENTIALS_UNREADABLE);
    }
    return draft(
        Channel.newBuilder(before.channel()),
        before.secrets(),
        patch,
        caller.userId(),
        version,
        Action.CHANGED);
  }

  /// @throws RefusedException if its secrets cannot be read
  ChannelChange encryptedAgain(ManagedChannel before, long version) {
    if (before.secrets().isEmpty()) {
      throw new RefusedException(ErrorCode.CREDENTIALS_UNREADABLE);
    }
    ChannelPatch nothing = new ChannelPatch(null, null, null, null, null, null, null, null);
    return draft(
            Channel.newBuilder(before.channel()),
            before.secrets(),
            nothing,
            null,
            version,
            Action.ENCRYPTED)
        .change();
  }

  private Draft draft(
      Channel.Builder channel,
      Optional<ChannelSecrets> known,
      ChannelPatch patch,
      @Nullable UUID by,
      long version,
      Action action) {
    if (keys.firstId().isEmpty()) {
      throw new RefusedException(ErrorCode.KEYS_MISSING);
    }
    ChannelSecrets before = known.orElse(ChannelSecrets.NONE);
    String accountBefore = channel.getBusinessAccountId();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<String> fields = new ArrayList<>();
    set("businessAccountId", patch.businessAccountId(), channel::setBusinessAccountId, fields);
    set("name", patch.name(), channel::setName, fields);
    set("sendsPerSecond", patch.sendsPerSecond(), channel::setSendsPerSecond, fields);
    set("state", patch.state(), state -> channel.setState(stateOf(state)), fields);
    setSecret("appSecret", patch.appSecret(), channel::setAppSecretChangedAt, now, fields);
    setSecret("accessToken", patch.accessToken(), channel::setAccessTokenChangedAt, now, fields);
    setSecret("verifyToken", patch.verifyToken(), channel::setVerifyTokenChangedAt, now, fields);
    ChannelSecrets secrets =
        new ChannelSecrets(
            next(patch.appSecret(), before.appSecret()),
            next(patch.accessToken(), before.accessToken()),
            next(patch.verifyToken(), before.verifyToken()));
    Channel after =
        channel
            .setCredentials(SealedCredentials.seal(channel.getChannelId(), secrets, keys))
            .setUpdatedAt(now)
            .setUpdatedBy(by)
            .setVersion(version)
            .build();
    boolean asBefore =
        known.isPresent()
            && before.accessToken().equals(secrets.accessToken())
            && accountBefore.equals(after.getBusinessAccountId());
    return new Draft(
        after,
        secrets,
        asBefore ? Optional.empty() : Optional.of(claim(after, secrets)),
        new ChannelChange(
            after.getChannelId(), version, after.getOwnerId(), by, now, action, fields, after));
  }

  private static ChannelClaim claim(Channel channel, ChannelSecrets secrets) {
    return new ChannelClaim(
        channel.getOwnerId(),
        channel.getChannelId(),
        channel.getBusinessAccountId(),
        secrets.accessToken());
  }

  private static <T> void set(
      String name, @Nullable T value, Consumer<T> setter, List<String> fields) {
    if (value != null) {
      setter.accept(value);
      fields.add(name);
    }
  }

  private static ChannelState stateOf(String text) {
    return ChannelState.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /// Null for when a secret is taken away.
  private static void setSecret(
      String name,
      @Nullable String secret,
      Consumer<@Nullable Instant> setter,
      Instant now,
      List<String> fields) {
    set(name, secret, given -> setter.accept(given.isEmpty() ? null : now), fields);
  }

  private static Optional<String> next(@Nullable String patch, Optional<String> before) {
    return patch == null ? before : Optional.of(patch).filter(secret -> !secret.isEmpty());
  }
}
