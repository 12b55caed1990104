package io.awfar.bench.ingest;

import io.awfar.bench.load.LoadResult;
import io.awfar.bench.report.Contended;
import java.util.List;

/// What one run of one contender took, second by second from the moment it was ready.
///
/// @param cpu of the server's process, in seconds, at the end of each second
record Run(String contender, LoadResult load, List<Double> cpu) implements Contended {

  private static final double WARM_UP = 0.6;
  private static final int EARLY_SECOND = 5;

  /// Of the seconds after the first 60 %.
  double plateauRate() {
    return plateau().stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
  }

  /// Microseconds of CPU a request, in the same seconds.
  double plateauCpuMicros() {
    int from = warmSeconds();
    int requests = plateau().stream().mapToInt(Integer::intValue).sum();
    return (cpu.getLast() - cpu.get(from - 1)) * 1e6 / requests;
  }

  /// Of the fifth second, beside the plateau.
  double earlyShare() {
    return load.perSecond().size() < EARLY_SECOND
        ? Double.NaN
        : load.perSecond().get(EARLY_SECOND - 1) / plateauRate();
  }

  private List<Integer> plateau() {
    return load.perSecond().subList(warmSeconds(), load.perSecond().size());
  }

  private int warmSeconds() {
    return Math.max(1, (int) (load.perSecond().size() * WARM_UP));
  }
}
