package io.awfar.simulator.message;

import io.awfar.simulator.payload.Draw;
import io.awfar.simulator.payload.JsonText;
import java.util.List;
import java.util.Optional;

/// An emoji put on a message of the business, or taken off: then it is missing or empty.
///
/// Meta's page "Reaction messages webhook reference".
///
/// @param emoji what is put on; empty text takes it off; nothing leaves both to chance
record ReactionMessage(Optional<String> emoji) implements MessagePiece {

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
          if (emoji.isEmpty()) {
            drawn(reaction, facts.draw());
          } else if (!emoji.get().isEmpty() || facts.draw().chance(0.5)) {
            reaction.put("emoji", emoji.get());
          }
        });
  }

  private static void drawn(JsonText reaction, Draw draw) {
    switch (draw.below(10)) {
      case 0 -> {}
      case 1 -> reaction.put("emoji", "");
      default -> reaction.put("emoji", draw.pick(EMOJIS));
    }
  }
}
