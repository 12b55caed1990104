package io.awfar.simulator.number;

import java.util.function.UnaryOperator;

/// What holds for the business to begin with.
///
/// @param ofEachNumber what holds for each of its numbers
/// @param callsPerHour questions and messages of an account per hour; 0 for any number
/// @param templatesChecked true if a send from a template that does not exist, or with other
///   parameters, is refused
/// @param mediaChecked true if a send with the id of a file that does not exist is refused
public record AccountRules(
    NumberRules ofEachNumber, double callsPerHour, boolean templatesChecked, boolean mediaChecked) {

  /// Nothing is limited; what does not exist cannot be sent.
  public static final AccountRules INITIAL = new AccountRules(NumberRules.NONE, 0, true, true);

  /// Checks the bounds.
  public AccountRules {
    if (callsPerHour < 0 || callsPerHour > 1e9) {
      throw new IllegalArgumentException("account-calls-per-hour must be 0 to 1000000000");
    }
  }

  /// The same with other rules for each number.
  public AccountRules with(UnaryOperator<NumberRules> change) {
    return new AccountRules(
        change.apply(ofEachNumber), callsPerHour, templatesChecked, mediaChecked);
  }

  /// The same with this many calls per hour.
  public AccountRules withCallsPerHour(double calls) {
    return new AccountRules(ofEachNumber, calls, templatesChecked, mediaChecked);
  }

  /// The same with templates checked or not.
  public AccountRules withTemplatesChecked(boolean checked) {
    return new AccountRules(ofEachNumber, callsPerHour, checked, mediaChecked);
  }

  /// The same with files checked or not.
  public AccountRules withMediaChecked(boolean checked) {
    return new AccountRules(ofEachNumber, callsPerHour, templatesChecked, checked);
  }
}
