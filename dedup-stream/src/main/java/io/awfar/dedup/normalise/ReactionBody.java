package io.awfar.dedup.normalise;

import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.Reaction;

/// An emoji put on a message, or taken off it: then the emoji is missing or empty.
final class ReactionBody implements MessageBody {

  @Override
  public void read(JsonFields body, Message.Builder message) {
    String reactedTo = body.text("message_id");
    if (reactedTo == null) {
      return;
    }
    String emoji = body.text("emoji");
    message.setText(emoji);
    message.setReaction(Reaction.newBuilder().setWaMessageId(reactedTo).setEmoji(emoji).build());
  }
}
