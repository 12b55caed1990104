package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;
import java.util.Objects;

/// The withdrawal of an earlier message: Meta's page "Revoke messages webhook reference".
final class RevokeMessage implements MessagePiece {

  @Override
  public String type() {
    return "revoke";
  }

  @Override
  public boolean needsEarlier() {
    return true;
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    message.object(
        "revoke",
        revoke -> revoke.put("original_message_id", Objects.requireNonNull(facts.earlier())));
  }
}
