package io.awfar.bench.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// One run of one of those who are compared.
public interface Contended {

  /// Whose run it is.
  String contender();

  /// The mean of a contender's runs; not a number if it did not take part.
  static <R extends Contended> double mean(
      List<R> runs, String contender, ToDoubleFunction<R> figure) {
    return runs.stream()
        .filter(run -> run.contender().equals(contender))
        .mapToDouble(figure)
        .average()
        .orElse(Double.NaN);
  }
}
