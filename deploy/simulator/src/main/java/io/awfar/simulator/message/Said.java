package io.awfar.simulator.message;

import io.awfar.simulator.payload.Contact;
import java.util.Optional;

/// Messages whose content is given and not drawn.
public final class Said {

  private Said() {}

  /// A text.
  public static MessagePiece text(String body) {
    return new TextMessage(Optional.of(body));
  }

  /// A phrase.
  public static MessagePiece anything() {
    return MessageTypes.TEXT;
  }

  /// A new text for the earlier message of the facts.
  public static MessagePiece edit(String body) {
    return new EditMessage(Optional.of(body));
  }

  /// A phrase for the earlier message of the facts.
  public static MessagePiece edit() {
    return new EditMessage(Optional.empty());
  }

  /// The earlier message of the facts is withdrawn.
  public static MessagePiece revoke() {
    return new RevokeMessage();
  }

  /// An emoji on the answered message of the facts; an empty one takes it off.
  public static MessagePiece reaction(String emoji) {
    return new ReactionMessage(Optional.of(emoji));
  }

  /// The sender is someone else from now on: another number, or only another user id.
  public static MessagePiece moved(Contact now) {
    return new SystemMessage(Optional.of(now));
  }
}
