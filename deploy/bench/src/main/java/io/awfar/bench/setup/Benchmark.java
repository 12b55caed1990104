package io.awfar.bench.setup;

import io.awfar.bench.report.Report;

/// One comparison of Awfar with its rivals. Made with its options; measures when it is run.
@FunctionalInterface
public interface Benchmark {

  /// Runs all contenders in turn.
  ///
  /// @throws Exception if one of them fails: then nothing was measured
  Report run(Workplace workplace) throws Exception;
}
