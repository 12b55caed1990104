package io.awfar.gateway.channel;

/// What the values of a channel must be like.
final class Rules {

  /// WhatsApp's ids are numbers; they become parts of urls and keys.
  static final String ID = "[0-9]{1,32}";

  static final String ID_MESSAGE = "must be 1 to 32 digits";

  static final String NAME = "(?=.*\\S)[^\\x00-\\x1f\\x7f-\\x9f]{1,200}";
  static final String NAME_MESSAGE = "must be 1 to 200 characters, not only spaces";

  /// Secrets become parts of headers.
  static final String SECRET = "[!-~]{1,1024}";

  static final String SECRET_OR_EMPTY = "[!-~]{0,1024}";
  static final String SECRET_MESSAGE = "must be 1 to 1024 letters, digits and signs of ASCII";

  static final String STATE = "active|paused";
  static final String STATE_MESSAGE = "must be active or paused";

  /// As many as WhatsApp lets a number send.
  static final long SENDS_PER_SECOND_MAX = 1000;

  static final int SENDS_PER_SECOND_DEFAULT = 80;

  private Rules() {}
}
