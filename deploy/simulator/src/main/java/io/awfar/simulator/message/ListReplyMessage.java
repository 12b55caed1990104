package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// A chosen row of a list.
final class ListReplyMessage implements MessagePiece {

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
                .put("type", "list_reply")
                .object(
                    "list_reply",
                    reply ->
                        reply
                            .put("id", "slot-" + facts.draw().digits(4))
                            .put("title", "Tuesday 10:30")
                            .put("description", "فرع المعادي")));
  }
}
