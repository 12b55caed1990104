package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;
import java.util.Objects;
import java.util.Optional;

/// A new text for an earlier message: Meta's page "Edit messages webhook reference".
///
/// @param body the new text; empty for a phrase
record EditMessage(Optional<String> body) implements MessagePiece {

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
    String now = body.orElseGet(() -> Phrases.draw(facts.draw()));
    message.object(
        "edit",
        edit ->
            edit.put("original_message_id", Objects.requireNonNull(facts.earlier()))
                .object(
                    "message",
                    text -> text.put("type", "text").object("text", t -> t.put("body", now))));
  }
}
