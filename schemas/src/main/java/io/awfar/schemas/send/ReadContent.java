package io.awfar.schemas.send;

import java.util.List;

/// Marks a message of a contact as read: `{"message_id"}`, with `{"typing_indicator": {"type":
/// "text"}}` to show that somebody is answering.
final class ReadContent implements Content {

  /// Longest id of a message; real ones have about 60 characters.
  static final int ID_CHARS_MAX = 512;

  @Override
  public void check(Fields content) {
    content.only("message_id", "typing_indicator");
    String unused = content.text("message_id", ID_CHARS_MAX);
    Fields typing = content.optionalObject("typing_indicator");
    if (typing != null) {
      typing.only("type");
      unused = typing.choice("type", List.of("text"));
    }
  }
}
