package io.awfar.simulator.message;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.JsonText;

/// WhatsApp's own notice: someone has a new number, or a new user id.
final class SystemMessage implements MessagePiece {

  @Override
  public String type() {
    return "system";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    Contact sender = facts.sender();
    String digits = facts.draw().digits(9);
    message.object(
        "system",
        system -> {
          if (sender.phone() == null) {
            system
                .put("body", sender.name() + " has a new user id")
                .put("type", "user_changed_user_id")
                .put("user_id", "US.9" + digits);
          } else {
            system
                .put("body", sender.name() + " changed from " + sender.phone() + " to 20" + digits)
                .put("wa_id", "20" + digits)
                .put("type", "user_changed_number");
          }
        });
  }
}
