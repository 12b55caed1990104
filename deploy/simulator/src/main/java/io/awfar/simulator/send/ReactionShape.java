package io.awfar.simulator.send;

import io.awfar.simulator.graph.GraphError;

/// An emoji on a message; an empty one takes it off: Meta's page "Reaction messages".
final class ReactionShape implements SendShape {

  private static final int EMOJI_CHARS_MAX = 20;

  @Override
  public void check(Member content) throws GraphError {
    content.only("message_id", "emoji");
    String unusedId = content.text("message_id", SendReader.WAMID_CHARS_MAX);
    String unusedEmoji = content.maybeEmpty("emoji", EMOJI_CHARS_MAX);
  }
}
