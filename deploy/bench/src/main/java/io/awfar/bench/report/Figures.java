package io.awfar.bench.report;

import java.util.Locale;

/// Figures as people read them.
public final class Figures {

  private Figures() {}

  /// With two digits behind the point, or none from a hundred on.
  public static String figure(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
  }

  /// The same, and a dash for what is not a number.
  public static String figureOrNone(double value) {
    return Double.isNaN(value) ? "-" : figure(value);
  }

  /// In megabytes of 2^20 bytes.
  public static String megabytes(double bytes) {
    return figure(bytes / (1 << 20));
  }
}
