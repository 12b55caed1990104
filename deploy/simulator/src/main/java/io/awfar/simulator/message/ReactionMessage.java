package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;
import java.util.List;

/// An emoji put on a message of the business, or taken off: then it is missing or empty.
final class ReactionMessage implements MessagePiece {

  private static final List<String> EMOJIS = List.of("👍", "❤️", "😂", "🙏🏽", "👨‍👩‍👧", "🇸🇦");

  @Override
  public String type() {
    return "reaction";
  }

  @Override
  public void write(JsonText message, MessageFacts facts) {
    message.object(
        "reaction",
        reaction -> {
          reaction.put("message_id", facts.answered());
          switch (facts.draw().below(10)) {
            case 0 -> {}
            case 1 -> reaction.put("emoji", "");
            default -> reaction.put("emoji", facts.draw().pick(EMOJIS));
          }
        });
  }
}
