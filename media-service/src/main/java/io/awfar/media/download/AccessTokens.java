package io.awfar.media.download;

import io.awfar.media.download.WhatsAppFault.Kind;
import io.awfar.schemas.channel.ChannelDirectory;
import io.awfar.schemas.channel.ManagedChannel;
import java.util.Optional;
import java.util.regex.Pattern;

/// The token for the files of a number: its own if it is managed and has one, else that of the
/// deployment. A number's token is never used for another.
public final class AccessTokens {

  /// What may stand in a header.
  private static final Pattern USABLE = Pattern.compile("[!-~]+");

  private final ChannelDirectory channels;
  private final String otherwise;

  /// @param otherwise for numbers without one of their own; empty for none
  AccessTokens(ChannelDirectory channels, String otherwise) {
    this.channels = channels;
    this.otherwise = otherwise;
  }

  /// Whether the token of a number is the deployment's, which others have as well.
  public boolean isShared(String channelId) {
    Optional<ManagedChannel> managed = channels.find(channelId);
    boolean readable = managed.isEmpty() || managed.get().secrets().isPresent();
    return readable
        && managed.flatMap(ManagedChannel::accessToken).isEmpty()
        && !otherwise.isEmpty();
  }

  /// @param channelId WhatsApp's phone number id
  /// @throws WhatsAppFault if there is none at present
  public String of(String channelId) throws WhatsAppFault {
    if (!channels.isCaughtUp()) {
      // As an outage: no file can be fetched until it is known whose token is whose.
      throw new WhatsAppFault(Kind.UNREACHABLE, Step.LOOKUP, "channels-unknown");
    }
    Optional<ManagedChannel> managed = channels.find(channelId);
    if (managed.isPresent() && managed.get().secrets().isEmpty()) {
      throw new WhatsAppFault(Kind.TOKENLESS, Step.LOOKUP, "unreadable-token");
    }
    return managed
        .flatMap(ManagedChannel::accessToken)
        .or(() -> Optional.of(otherwise))
        .filter(token -> USABLE.matcher(token).matches())
        .orElseThrow(() -> new WhatsAppFault(Kind.TOKENLESS, Step.LOOKUP, "no-token"));
  }
}
