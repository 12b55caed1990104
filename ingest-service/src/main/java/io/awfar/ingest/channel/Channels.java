package io.awfar.ingest.channel;

import io.awfar.ingest.channel.KnownChannels.Configured;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ManagedChannel;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The numbers as they are known now, anew with each change of the directory and without a restart.
public final class Channels implements Supplier<KnownChannels> {

  private static final Logger log = LoggerFactory.getLogger(Channels.class);

  private final Configured configured;
  private final ChannelDirectory directory;
  private volatile KnownChannels known;

  /// @param appSecrets for the numbers that no managed channel has a secret of its own for
  /// @param verifyToken of the handshake, besides those of channels; empty for none
  public Channels(
      List<String> appSecrets,
      String verifyToken,
      ChannelSettings settings,
      ChannelDirectory directory) {
    this.configured =
        new Configured(appSecrets.stream().map(AppSecret::of).toList(), verifyToken, settings);
    this.directory = directory;
    this.known = KnownChannels.of(configured, List.of());
    directory.onChange(this::changed);
  }

  /// What is known now.
  @Override
  public KnownChannels get() {
    return known;
  }

  /// Whether all managed numbers are known. Until then an event of one of them would go to the
  /// wrong workspace.
  public boolean areComplete() {
    return directory.isCaughtUp();
  }

  private void changed(Map<String, ManagedChannel> channels) {
    KnownChannels before = known;
    KnownChannels now = KnownChannels.of(configured, channels.values());
    known = now;
    if (now.unusable() > before.unusable()) {
      log.error("Nothing is taken in for {} managed channels, see the README", now.unusable());
    }
    if (!now.hasSecrets() && (before.hasSecrets() || channels.isEmpty())) {
      log.warn("No app secret is known: every webhook is refused until a channel has one");
    }
  }
}
