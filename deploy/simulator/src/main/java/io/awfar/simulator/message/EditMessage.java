package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;
import java.util.Objects;

/// A new text for an earlier message.
final class EditMessage implements MessagePiece {

  @Override
  public String type() {
    return "edit";
  }

  @Override
  public boolean needsEarlier() {
    return true;
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    message.object(
        "edit",
        edit ->
            edit.put("original_message_id", Objects.requireNonNull(facts.earlier()))
                .object(
                    "message",
                    text ->
                        text.put("type", "text")
                            .object("text", body -> body.put("body", Phrases.draw(facts.draw())))));
  }
}
