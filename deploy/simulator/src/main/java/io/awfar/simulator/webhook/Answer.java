package io.awfar.simulator.webhook;

/// What came of one attempt.
sealed interface Answer {

  /// The webhook answered with this status code.
  record Status(int code) implements Answer {}

  /// No answer came: a time-out, a refused or a broken connection.
  record None(String reason) implements Answer {}

  /// Only 200 says that the events are safe.
  default boolean acknowledges() {
    return this instanceof Status status && status.code == 200;
  }

  /// The name under which refusals are counted.
  default String name() {
    return switch (this) {
      case Status status -> Integer.toString(status.code);
      case None none -> none.reason;
    };
  }
}
