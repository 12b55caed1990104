package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// A type that nobody knows yet: a receiver must let it through with its JSON.
final class FutureMessage implements MessagePiece {

  static final String TYPE = "hologram";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    message.object(
        TYPE, hologram -> hologram.put("depth", 3).put("scene", facts.draw().hex()).putNull("alt"));
  }
}
