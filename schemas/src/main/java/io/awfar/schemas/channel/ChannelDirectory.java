package io.awfar.schemas.channel;

import io.awfar.whatsapp.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The numbers that are managed at run time, as a [ChannelFollower] last saw them; looking one up
/// costs a look into an immutable map.
public final class ChannelDirectory {

  private static final Logger log = LoggerFactory.getLogger(ChannelDirectory.class);

  private final ChannelKeys keys;
  private final ConfiguredWorkspaces configured;
  private final List<Consumer<Map<String, ManagedChannel>>> listeners =
      new CopyOnWriteArrayList<>();
  private volatile Map<String, ManagedChannel> channels = Map.of();
  private volatile Map<String, Channel> denied = Map.of();
  private volatile boolean caughtUp;

  public ChannelDirectory(ChannelKeys keys) {
    this(keys, ConfiguredWorkspaces.NONE);
  }

  /// @param configured what the environment says of numbers: one that it gives to another workspace
  ///   than its record does is as if it were not managed
  public ChannelDirectory(ChannelKeys keys, ConfiguredWorkspaces configured) {
    this.keys = keys;
    this.configured = configured;
  }

  /// Whether all that the topic held has been read once. Until then the directory is empty, and
  /// nobody can say of a number that it is not managed.
  public boolean isCaughtUp() {
    return caughtUp;
  }

  /// The number with WhatsApp's phone number id `channelId`, if it is managed.
  public Optional<ManagedChannel> find(String channelId) {
    return Optional.ofNullable(channels.get(channelId));
  }

  /// All of them by phone number id; the map never changes.
  public Map<String, ManagedChannel> channels() {
    return channels;
  }

  /// How many there are whose secrets no key of ours opens, or that the environment gives to
  /// another workspace.
  public long unusable() {
    return denied.size()
        + channels.values().stream().filter(channel -> channel.secrets().isEmpty()).count();
  }

  /// Calls `listener` with all numbers whenever they have changed, and at once if they are known.
  /// It is called on the follower's thread, which waits for it.
  public synchronized void onChange(Consumer<Map<String, ManagedChannel>> listener) {
    listeners.add(listener);
    if (caughtUp) {
      listener.accept(channels);
    }
  }

  /// Takes over the newest records of all channels.
  synchronized void show(Map<String, Channel> records) {
    Map<String, ManagedChannel> before = channels;
    Map<String, ManagedChannel> now = new HashMap<>();
    Map<String, Channel> deniedNow = new HashMap<>();
    records.forEach((id, record) -> {
      if (configured.deny(record)) {
        deniedNow.put(id, record);
      } else {
        now.put(id, managed(before.get(id), record));
      }
    });
    deny(deniedNow);
    if (caughtUp && now.equals(before)) {
      return;
    }
    channels = Map.copyOf(now);
    caughtUp = true;
    for (var listener : listeners) {
      listener.accept(channels);
    }
  }

  /// Complained about once for each version.
  private void deny(Map<String, Channel> now) {
    now.forEach((id, record) -> {
      if (!record.equals(denied.get(id))) {
        log.error(
            "Channel {} version {} is denied: the environment gives it to another workspace",
            id,
            record.getVersion());
      }
    });
    denied = Map.copyOf(now);
  }

  /// Opened once for each version, and so complained about once.
  private ManagedChannel managed(@Nullable ManagedChannel before, Channel record) {
    return before != null && before.channel().equals(record) ? before : open(record);
  }

  private ManagedChannel open(Channel record) {
    String id = record.getChannelId();
    try {
      return new ManagedChannel(
          record, Optional.of(SealedCredentials.open(id, record.getCredentials(), keys)));
    } catch (UnreadableCredentialsException e) {
      log.error(
          "Channel {} version {} cannot be used, its credentials are {}",
          id,
          record.getVersion(),
          e.getMessage());
      return new ManagedChannel(record, Optional.empty());
    }
  }
}
