package io.awfar.bench.dedup;

import io.awfar.bench.report.Contended;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// All runs of a comparison.
final class Runs {

  private final List<Run> all = new ArrayList<>();

  void add(Run run) {
    all.add(run);
  }

  List<Run> all() {
    return List.copyOf(all);
  }

  /// The mean of a contender's runs; not a number if it did not take part.
  double mean(String contender, ToDoubleFunction<Run> figure) {
    return Contended.mean(all, contender, figure);
  }
}
