package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// Someone opened the chat for the first time; there is no content.
final class RequestWelcomeMessage implements MessagePiece {

  @Override
  public String type() {
    return "request_welcome";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    // The type is all there is.
  }
}
