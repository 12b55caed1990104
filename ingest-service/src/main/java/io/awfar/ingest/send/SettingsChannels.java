package io.awfar.ingest.send;

import io.awfar.ingest.channel.ChannelOwners;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All numbers with the token and the pace of the settings.
final class SettingsChannels implements SendingChannels {

  /// It becomes a part of a url.
  private static final Pattern CHANNEL_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  private static final long NEVER_CHANGED = 1;

  private final SendSettings settings;
  private final ChannelOwners owners;

  SettingsChannels(SendSettings settings, ChannelOwners owners) {
    this.settings = settings;
    this.owners = owners;
  }

  @Override
  public @Nullable SendingChannel find(String channelId) {
    if (settings.accessToken().isBlank() || !CHANNEL_ID.matcher(channelId).matches()) {
      return null;
    }
    URI url =
        URI.create(
            settings.apiUrl() + "/" + settings.apiVersion() + "/" + channelId + "/messages");
    return new SendingChannel(
        channelId,
        owners.ownerOf(channelId, ""),
        url,
        settings.accessToken(),
        settings.sendsPerSecond(),
        true,
        NEVER_CHANGED);
  }
}
