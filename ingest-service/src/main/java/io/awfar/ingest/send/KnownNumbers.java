package io.awfar.ingest.send;

import io.awfar.ingest.channel.ConfiguredOwners;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ManagedChannel;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The numbers that are managed at run time, each with its own token and pace, and all others with
/// those of the settings.
final class KnownNumbers implements SendingChannels {

  /// It becomes a part of a url.
  private static final Pattern CHANNEL_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  private static final long NEVER_CHANGED = 0;

  private final ChannelDirectory directory;
  private final SendSettings settings;
  private final ConfiguredOwners owners;

  KnownNumbers(ChannelDirectory directory, SendSettings settings, ConfiguredOwners owners) {
    this.directory = directory;
    this.settings = settings;
    this.owners = owners;
  }

  @Override
  public @Nullable SendingChannel find(String channelId) {
    if (!CHANNEL_ID.matcher(channelId).matches()) {
      return null;
    }
    Optional<ManagedChannel> managed = directory.find(channelId);
    return managed.isPresent() ? managed(managed.get()) : configured(channelId);
  }

  private @Nullable SendingChannel managed(ManagedChannel channel) {
    // Whoever names a number has not shown that it is theirs: the token of the settings is for the
    // workspace that the settings give the number to.
    boolean configuredToo =
        owners.ownerOf(channel.channelId(), account(channel)).equals(channel.ownerId());
    String token = channel.accessToken().orElse(configuredToo ? settings.accessToken() : "");
    boolean usable = channel.secrets().isPresent();
    return usable && token.isBlank()
        ? null
        : new SendingChannel(
            channel.channelId(),
            channel.ownerId(),
            url(channel.channelId()),
            token,
            Math.max(1, channel.sendsPerSecond()),
            // One whose secrets no key of ours opens waits for the key.
            channel.isActive() && usable,
            channel.channel().getVersion());
  }

  private @Nullable SendingChannel configured(String channelId) {
    if (settings.accessToken().isBlank()) {
      return null;
    }
    UUID owner = owners.ownerOf(channelId, "");
    return new SendingChannel(
        channelId,
        owner,
        url(channelId),
        settings.accessToken(),
        settings.sendsPerSecond(),
        true,
        NEVER_CHANGED);
  }

  private static String account(ManagedChannel channel) {
    return channel.channel().getBusinessAccountId();
  }

  private URI url(String channelId) {
    return URI.create(
        settings.apiUrl() + "/" + settings.apiVersion() + "/" + channelId + "/messages");
  }
}
