package io.awfar.simulator.fault;

/// What a caller asks of the API.
public enum Operation {
  /// A message to someone.
  SEND,
  /// A mark of reading, with or without a typing indicator.
  READ,
  /// Look-up, download, upload or removal of a file.
  MEDIA,
  /// The facts of a number or the numbers of an account.
  NUMBER,
  /// The templates of an account.
  TEMPLATES
}
