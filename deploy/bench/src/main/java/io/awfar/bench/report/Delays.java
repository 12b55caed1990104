package io.awfar.bench.report;

import java.util.Arrays;
import java.util.List;

/// The delays of all rounds together.
public final class Delays {

  private final double[] sortedMillis;

  private Delays(double[] sortedMillis) {
    this.sortedMillis = sortedMillis;
  }

  /// @param rounds the delays of each, in milliseconds
  public static Delays of(List<double[]> rounds) {
    return new Delays(rounds.stream().flatMapToDouble(Arrays::stream).sorted().toArray());
  }

  /// Those of several runs: the mean of their percentiles would hide what a single bad run took.
  public static Delays together(List<Delays> runs) {
    return of(runs.stream().map(run -> run.sortedMillis).toList());
  }

  @Override
  public String toString() {
    return "p50 %.2f ms, p99 %.2f ms".formatted(millis(50), millis(99));
  }

  /// Within which so many percent had come; not a number without any.
  public double millis(double percent) {
    return sortedMillis.length == 0
        ? Double.NaN
        : sortedMillis[Math.max(0, (int) Math.ceil(percent / 100 * sortedMillis.length) - 1)];
  }
}
