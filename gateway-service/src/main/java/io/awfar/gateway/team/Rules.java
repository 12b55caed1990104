package io.awfar.gateway.team;

/// What the values of labels and notes must be like.
final class Rules {

  static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  static final String UUID_MESSAGE = "must be the id of a user";

  static final String NAME = "(?=.*[^\\p{Z}\\p{Cc}])\\P{Cc}{1,50}";
  static final String NAME_MESSAGE = "must be 1 to 50 characters, not only spaces";

  static final String COLOUR = "#[0-9a-fA-F]{6}";
  static final String COLOUR_MESSAGE = "must be # and six hexadecimal digits";
  static final String COLOUR_DEFAULT = "#808080";

  /// PostgreSQL's texts hold no NUL.
  static final String TEXT = "(?s)(?=.*[^\\p{Z}\\p{Cc}])[^\\x00]{1,4000}";

  static final String TEXT_MESSAGE = "must be 1 to 4000 characters, not only spaces, without NUL";

  private Rules() {}
}
