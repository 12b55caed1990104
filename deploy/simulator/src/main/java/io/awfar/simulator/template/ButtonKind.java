package io.awfar.simulator.template;

/// A button of a template, and whether a send must say something about it.
public enum ButtonKind {
  /// Its payload is the label unless the send says otherwise.
  QUICK_REPLY,
  /// An address that is the same for all.
  URL,
  /// An address whose end is a parameter of the send.
  DYNAMIC_URL,
  PHONE_NUMBER,
  /// Copies a code that is a parameter of the send.
  COPY_CODE;

  /// True if a send without its parameter is refused.
  boolean needsParameter() {
    return this == DYNAMIC_URL || this == COPY_CODE;
  }

  String type() {
    return this == DYNAMIC_URL ? "URL" : name();
  }
}
