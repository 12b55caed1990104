package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;
import io.awfar.simulator.payload.WhatsAppErrors;

/// Something that WhatsApp does not pass on, such as a poll.
final class UnsupportedMessage implements MessagePiece {

  @Override
  public String type() {
    return "unsupported";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    message
        .list("errors", errors -> errors.item(WhatsAppErrors.members(131051)))
        .object("unsupported", unsupported -> unsupported.put("type", "poll"));
  }
}
