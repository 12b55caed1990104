package io.awfar.simulator.message;

import io.awfar.simulator.payload.JsonText;

/// One type of message: what its element of `messages` has beyond id, sender and time.
public interface MessagePiece {

  /// `messages[].type`.
  String type();

  /// Writes the members of its own.
  void write(JsonText message, MessageFacts facts);

  /// True if it speaks of an earlier message of the same sender and cannot be without one.
  default boolean needsEarlier() {
    return false;
  }
}
