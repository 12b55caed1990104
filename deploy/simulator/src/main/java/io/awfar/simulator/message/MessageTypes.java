package io.awfar.simulator.message;

import io.awfar.simulator.media.MediaKind;
import io.awfar.simulator.payload.Draw;
import java.util.List;
import java.util.Optional;

/// The types of message and how common each is.
final class MessageTypes {

  static final MessagePiece TEXT = new TextMessage(Optional.empty());
  static final MessagePiece BUTTON = new ButtonMessage();
  static final MessagePiece SYSTEM = new SystemMessage(Optional.empty());

  private static final List<Weighted> TYPES =
      List.of(
          new Weighted(500, TEXT),
          new Weighted(60, new MediaMessage("image", MediaKind.JPEG)),
          new Weighted(15, new MediaMessage("image", MediaKind.PNG)),
          new Weighted(60, new MediaMessage("audio", MediaKind.OGG)),
          new Weighted(20, new MediaMessage("video", MediaKind.MP4)),
          new Weighted(25, new MediaMessage("document", MediaKind.PDF)),
          new Weighted(25, new MediaMessage("sticker", MediaKind.WEBP)),
          new Weighted(20, new LocationMessage()),
          new Weighted(12, new ContactsMessage()),
          new Weighted(30, new ButtonReplyMessage()),
          new Weighted(20, new ListReplyMessage()),
          new Weighted(12, new FlowReplyMessage()),
          new Weighted(6, new CallPermissionMessage()),
          new Weighted(30, BUTTON),
          new Weighted(50, new ReactionMessage(Optional.empty())),
          new Weighted(12, new OrderMessage()),
          new Weighted(8, SYSTEM),
          new Weighted(8, new UnsupportedMessage()),
          new Weighted(8, new RequestWelcomeMessage()),
          new Weighted(20, new EditMessage(Optional.empty())),
          new Weighted(15, new RevokeMessage()),
          new Weighted(6, new FutureMessage()));
  private static final int TOTAL = TYPES.stream().mapToInt(Weighted::weight).sum();

  private MessageTypes() {}

  static MessagePiece draw(Draw draw) {
    int left = draw.below(TOTAL);
    for (Weighted type : TYPES) {
      left -= type.weight;
      if (left < 0) {
        return type.piece;
      }
    }
    throw new AssertionError("weights do not add up");
  }

  private record Weighted(int weight, MessagePiece piece) {}
}
