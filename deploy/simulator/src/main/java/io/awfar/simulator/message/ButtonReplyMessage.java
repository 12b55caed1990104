package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// A pressed button of an interactive message.
final class ButtonReplyMessage implements MessagePiece {

  @Override
  public String type() {
    return "interactive";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    message.object(
        "interactive",
        interactive ->
            interactive
                .put("type", "button_reply")
                .object(
                    "button_reply",
                    reply ->
                        reply
                            .put("id", "confirm-" + facts.draw().digits(6))
                            .put("title", "تأكيد")));
  }
}
