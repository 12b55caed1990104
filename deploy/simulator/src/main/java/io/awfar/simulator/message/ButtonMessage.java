package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// A pressed quick-reply button of a template.
final class ButtonMessage implements MessagePiece {

  @Override
  public String type() {
    return "button";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    boolean yes = facts.draw().chance(0.5);
    message.object(
        "button",
        button -> button.put("payload", yes ? "YES" : "STOP").put("text", yes ? "نعم" : "Stop"));
  }
}
