package io.awfar.schemas.channel;

import io.awfar.whatsapp.Channel;
import io.awfar.whatsapp.ChannelState;
import java.util.Optional;
import java.util.UUID;

/// A number that is managed at run time.
///
/// @param channel the newest version of it
/// @param secrets its secrets; empty if no key of ours opens them, and then nothing can be received
///   or sent in its name
public record ManagedChannel(Channel channel, Optional<ChannelSecrets> secrets) {

  /// WhatsApp's phone number id.
  public String channelId() {
    return channel.getChannelId();
  }

  /// The workspace that it belongs to.
  public UUID ownerId() {
    return channel.getOwnerId();
  }

  /// Whether it sends; it receives in any case.
  public boolean isActive() {
    return channel.getState() == ChannelState.ACTIVE;
  }

  /// Most messages that it sends in a second.
  public int sendsPerSecond() {
    return channel.getSendsPerSecond();
  }

  public Optional<String> appSecret() {
    return secrets.flatMap(ChannelSecrets::appSecret);
  }

  public Optional<String> accessToken() {
    return secrets.flatMap(ChannelSecrets::accessToken);
  }

  public Optional<String> verifyToken() {
    return secrets.flatMap(ChannelSecrets::verifyToken);
  }

  /// Id and version.
  @Override
  public String toString() {
    return "ManagedChannel[%s, version=%d]".formatted(channelId(), channel.getVersion());
  }
}
