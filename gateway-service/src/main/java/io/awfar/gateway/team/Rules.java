package io.awfar.gateway.team;

/// What the values of labels and notes must be like.
final class Rules {

  static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  static final String UUID_MESSAGE = "must be the id of a user";

  /// Something that is neither a space nor a control character; in words that JavaScript knows,
  /// too, for the description of the API quotes it.
  private static final String SOME_SIGN =
      "(?=[\\s\\S]*[^\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000])";

  static final String NAME = SOME_SIGN + "[^\\x00-\\x1f\\x7f-\\x9f]{1,50}";
  static final String NAME_MESSAGE = "must be 1 to 50 characters, not only spaces";

  static final String COLOUR = "#[0-9a-fA-F]{6}";
  static final String COLOUR_MESSAGE = "must be # and six hexadecimal digits";
  static final String COLOUR_DEFAULT = "#808080";

  /// PostgreSQL's texts hold no NUL.
  static final String TEXT = SOME_SIGN + "[^\\x00]{1,4000}";

  static final String TEXT_MESSAGE = "must be 1 to 4000 characters, not only spaces, without NUL";

  private Rules() {}
}
