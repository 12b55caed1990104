package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;
import java.util.Optional;

/// A written text.
///
/// @param body what it says; empty for a phrase
record TextMessage(Optional<String> body) implements MessagePiece {

  @Override
  public String type() {
    return "text";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    message.object(
        "text", text -> text.put("body", body.orElseGet(() -> Phrases.draw(facts.draw()))));
  }
}
