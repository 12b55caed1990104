package io.awfar.simulator.message;

import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.JsonText;
import java.util.Optional;

/// WhatsApp's own notice: someone has a new number, or a new user id.
///
/// Meta's page "System messages webhook reference": `user_changed_number` names the new number,
/// `user_changed_user_id` only the new user id.
///
/// @param now as whom the sender goes on; empty for someone made up, who does not
record SystemMessage(Optional<Contact> now) implements MessagePiece {

  @Override
  public String type() {
    return "system";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    Contact sender = facts.sender();
    Contact successor = now.orElseGet(() -> madeUp(sender, facts.draw().digits(9)));
    String phone = successor.phone();
    boolean number = phone != null && !phone.equals(sender.phone());
    message.object(
        "system",
        system ->
            system
                .put(
                    "body",
                    "User "
                        + sender.name()
                        + " changed from "
                        + (number ? sender.id() : sender.recipient())
                        + " to "
                        + (number ? phone : successor.recipient()))
                .putIfPresent("wa_id", number ? phone : null)
                .putIfPresent("user_id", now.isPresent() || !number ? successor.userId() : null)
                .put("type", number ? "user_changed_number" : "user_changed_user_id"));
  }

  private static Contact madeUp(Contact sender, String digits) {
    return sender.phone() == null
        ? new Contact(null, "US.9" + digits, null, sender.username(), sender.name())
        : new Contact("20" + digits, sender.userId(), null, sender.username(), sender.name());
  }
}
