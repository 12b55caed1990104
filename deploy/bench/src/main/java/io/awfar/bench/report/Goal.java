package io.awfar.bench.report;

import java.util.Locale;

/// A figure that was set before the first line was written, beside what was measured.
///
/// @param name such as `dedup.cpu-of-confluent`
/// @param measured by this invocation
/// @param unit behind both figures, such as `x` or ` ms`
public record Goal(String name, double measured, Bound bound, double target, String unit) {

  /// On which side of the target a figure is good.
  public enum Bound {
    AT_LEAST(">="),
    AT_MOST("<=");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  /// Whether it was reached; a figure that could not be measured is not.
  public boolean met() {
    return switch (bound) {
      case AT_LEAST -> measured >= target;
      case AT_MOST -> measured <= target;
    };
  }

  /// `goal <name> measured <x> target <y> met|missed`.
  public String line() {
    return "goal %s measured %s target %s %s"
        .formatted(name, measuredText(), targetText(), outcome());
  }

  String measuredText() {
    return Double.isNaN(measured) ? "nothing" : number(measured) + unit;
  }

  String targetText() {
    return bound.sign + number(target) + unit;
  }

  String outcome() {
    return met() ? "met" : "missed";
  }

  private static String number(double value) {
    return Math.abs(value) >= 100 || value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
