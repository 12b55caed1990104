package io.awfar.bench.report;

import java.util.Locale;

/// A figure that was set before the first line was written, beside what was measured.
///
/// @param name such as `dedup.cpu-of-confluent`
/// @param measured by this invocation
/// @param unit behind both figures, such as `x` or `ms`
public record Goal(String name, double measured, Bound bound, double target, String unit) {

  public Goal {
    if (name.contains(" ") || unit.contains(" ")) {
      throw new IllegalArgumentException("A goal's line is split by blanks: " + name + unit);
    }
  }

  /// For a benchmark that failed: which figures it would have had is not known.
  public static Goal ofFailed(String benchmark) {
    return new Goal(benchmark, Double.NaN, Bound.DONE, Double.NaN, "");
  }

  /// On which side of the target a figure is good.
  public enum Bound {
    AT_LEAST(">="),
    AT_MOST("<="),

    /// No figure at all: that the benchmark ran.
    DONE("done");

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
      case DONE -> !Double.isNaN(measured);
    };
  }

  /// `goal <name> measured <x> target <y> met|missed`, with blanks nowhere else.
  public String line() {
    return "goal %s measured %s target %s %s"
        .formatted(name, measuredText(), targetText(), outcome());
  }

  String measuredText() {
    return Double.isNaN(measured) ? "nothing" : number(measured) + unit;
  }

  String targetText() {
    return bound == Bound.DONE ? bound.sign : bound.sign + number(target) + unit;
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
