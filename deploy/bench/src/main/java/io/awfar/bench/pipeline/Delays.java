package io.awfar.bench.pipeline;

import java.util.Arrays;
import java.util.List;

/// The delays of all rounds together.
final class Delays {

  private final double[] sortedMillis;

  private Delays(double[] sortedMillis) {
    this.sortedMillis = sortedMillis;
  }

  /// @param rounds the delays of each, in milliseconds
  static Delays of(List<double[]> rounds) {
    return new Delays(rounds.stream().flatMapToDouble(Arrays::stream).sorted().toArray());
  }

  /// Within which so many percent had come; not a number without any.
  double millis(double percent) {
    return sortedMillis.length == 0
        ? Double.NaN
        : sortedMillis[Math.max(0, (int) Math.ceil(percent / 100 * sortedMillis.length) - 1)];
  }
}
