package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// A written text.
final class TextMessage implements MessagePiece {

  @Override
  public String type() {
    return "text";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    message.object("text", text -> text.put("body", Phrases.draw(facts.draw())));
  }
}
