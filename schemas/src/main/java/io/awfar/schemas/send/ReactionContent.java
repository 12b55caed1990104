package io.awfar.schemas.send;

import io.awfar.schemas.send.Flaw.Code;

/// `{"message_id", "emoji"}`; an empty emoji takes the reaction away.
final class ReactionContent implements Content {

  private static final int EMOJI_CHARS_MAX = 16;

  @Override
  public void check(Fields content) {
    content.only("message_id", "emoji");
    String unused = content.text("message_id", ReadContent.ID_CHARS_MAX);
    if (!content.has("emoji")) {
      content.flaw(Code.MISSING, "emoji", "is missing");
    }
    unused = content.optionalText("emoji", EMOJI_CHARS_MAX);
  }
}
