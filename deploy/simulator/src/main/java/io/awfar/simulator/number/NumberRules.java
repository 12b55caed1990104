package io.awfar.simulator.number;

/// What holds for a number now.
///
/// @param error code that every message is refused with, such as 190, 368, 131031, 131042 or
///   131048; 0 for none
/// @param sendsPerSecond messages per second; 0 for any number
/// @param pairLimit true if the messages to one person are limited
/// @param window the customer service window
public record NumberRules(int error, double sendsPerSecond, boolean pairLimit, WindowCheck window) {

  /// Whatever is well-formed is accepted.
  public static final NumberRules NONE = new NumberRules(0, 0, false, WindowCheck.OFF);

  /// Checks the bounds.
  public NumberRules {
    if (error < 0 || error > 9_999_999) {
      throw new IllegalArgumentException("error must be 0 to 9999999");
    }
    if (sendsPerSecond < 0 || sendsPerSecond > 1e6) {
      throw new IllegalArgumentException("sends-per-second must be 0 to 1000000");
    }
  }

  /// The same with this error; 0 for none.
  public NumberRules withError(int code) {
    return new NumberRules(code, sendsPerSecond, pairLimit, window);
  }

  /// The same with this pace; 0 for any.
  public NumberRules withSendsPerSecond(double perSecond) {
    return new NumberRules(error, perSecond, pairLimit, window);
  }

  /// The same with or without a limit per person.
  public NumberRules withPairLimit(boolean limited) {
    return new NumberRules(error, sendsPerSecond, limited, window);
  }

  /// The same with this check of the window.
  public NumberRules withWindow(WindowCheck check) {
    return new NumberRules(error, sendsPerSecond, pairLimit, check);
  }
}
