package io.awfar.schemas.send;

/// What is wrong with a message, so that WhatsApp need not be asked.
///
/// @param code stable, for programs
/// @param path where, such as `text.body`
/// @param what in words that follow the path, without anything of the content
public record Flaw(Code code, String path, String what) {

  /// The codes are a part of the contract of failed sends: they never change.
  public enum Code {
    /// A type of message that is not known here.
    UNKNOWN_TYPE("unknown-type"),
    /// The recipient is neither a phone number nor a user id, or not the id of a group.
    INVALID_RECIPIENT("invalid-recipient"),
    /// The content is not JSON, or not an object or array as its type needs.
    INVALID_CONTENT("invalid-content"),
    /// The content is larger than any message can be.
    CONTENT_TOO_LARGE("content-too-large"),
    /// A member that WhatsApp requires is missing or empty.
    MISSING("missing"),
    /// A text is longer than WhatsApp takes.
    TOO_LONG("too-long"),
    /// A list has more elements than WhatsApp takes.
    TOO_MANY("too-many"),
    /// A member has a value that WhatsApp does not take.
    INVALID_VALUE("invalid-value");

    private final String text;

    Code(String text) {
      this.text = text;
    }

    /// As it stands in the outcome.
    public String text() {
      return text;
    }
  }

  /// Where and what.
  public String detail() {
    return path + ' ' + what;
  }
}
