package io.awfar.bench.ingest;

import io.awfar.bench.load.LoadResult;
import io.awfar.bench.report.Contended;
import java.util.List;

/// What one run of one contender took, second by second.
///
/// @param fresh from the moment it was ready, while it warms up
/// @param warm right after
/// @param cpu of the server's process, in seconds, at the end of each warm second
record Run(String contender, LoadResult fresh, LoadResult warm, List<Double> cpu)
    implements Contended {

  /// The part of the warm seconds in which the compiler may still be at work.
  private static final double SETTLING = 0.6;

  private static final int EARLY_SECOND = 5;

  /// Of the last 40 % of the warm seconds.
  double plateauRate() {
    return plateau().stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
  }

  /// Microseconds of CPU a request, in the same seconds.
  double plateauCpuMicros() {
    int requests = plateau().stream().mapToInt(Integer::intValue).sum();
    return (cpu.getLast() - cpu.get(settlingSeconds() - 1)) * 1e6 / requests;
  }

  /// Of the fifth second after it was ready, beside the plateau.
  double earlyShare() {
    return fresh.perSecond().size() < EARLY_SECOND
        ? Double.NaN
        : fresh.perSecond().get(EARLY_SECOND - 1) / plateauRate();
  }

  /// Answers other than 200, in all seconds.
  long refused() {
    return fresh.refused() + warm.refused();
  }

  private List<Integer> plateau() {
    return warm.perSecond().subList(settlingSeconds(), warm.perSecond().size());
  }

  private int settlingSeconds() {
    return Math.max(1, (int) (warm.perSecond().size() * SETTLING));
  }
}
