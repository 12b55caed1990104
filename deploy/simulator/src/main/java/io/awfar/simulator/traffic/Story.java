package io.awfar.simulator.traffic;

import io.awfar.simulator.message.MessagePiece;
import io.awfar.simulator.message.Said;
import io.awfar.simulator.payload.Contact;
import io.awfar.simulator.payload.Draw;
import java.util.List;
import java.util.Optional;

/// What one person of an episode does message by message, so that what belongs together comes
/// together: a text, its edits and its end; a reaction and its removal; a move and what follows.
enum Story {
  NONE(),
  EDITED(Beat.TEXT, Beat.EDIT, Beat.EDIT),
  REVOKED(Beat.TEXT, Beat.EDIT, Beat.REVOKE),
  REACTED(Beat.REACT, Beat.REACT_OTHERWISE, Beat.UNREACT, Beat.REACT),
  NEW_NUMBER(Beat.TEXT, Beat.ANY, Beat.MOVE, Beat.TEXT),
  NEW_USER_ID(Beat.TEXT, Beat.ANY, Beat.MOVE, Beat.TEXT);

  private static final List<Story> TOLD =
      List.of(EDITED, REVOKED, REACTED, NEW_NUMBER, NEW_USER_ID);

  private final List<Beat> beats;

  Story(Beat... beats) {
    this.beats = List.of(beats);
  }

  /// Any that tells something.
  static Story draw(Draw draw) {
    return draw.pick(TOLD);
  }

  /// True if the person is someone else after the move.
  boolean isMove() {
    return this == NEW_NUMBER || this == NEW_USER_ID;
  }

  /// True from the message after the move on.
  ///
  /// @param turn number of the person's message, from 0
  boolean hasMoved(int turn) {
    return isMove() && turn > beats.indexOf(Beat.MOVE);
  }

  /// What the person's nth message is; empty for whatever comes.
  Optional<MessagePiece> piece(int turn, Contact moved) {
    if (turn >= beats.size()) {
      return Optional.empty();
    }
    return switch (beats.get(turn)) {
      case ANY -> Optional.empty();
      case TEXT -> Optional.of(Said.anything());
      case EDIT -> Optional.of(Said.edit());
      case REVOKE -> Optional.of(Said.revoke());
      case REACT -> Optional.of(Said.reaction("👍"));
      case REACT_OTHERWISE -> Optional.of(Said.reaction("❤️"));
      case UNREACT -> Optional.of(Said.reaction(""));
      case MOVE -> Optional.of(Said.moved(moved));
    };
  }

  private enum Beat {
    ANY,
    TEXT,
    EDIT,
    REVOKE,
    REACT,
    REACT_OTHERWISE,
    UNREACT,
    MOVE
  }
}
