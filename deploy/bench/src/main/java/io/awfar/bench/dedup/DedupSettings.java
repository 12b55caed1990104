package io.awfar.bench.dedup;

import io.awfar.bench.setup.Options;
import java.time.Duration;
import java.util.List;

/// What can be set about the comparison.
///
/// @param events records of the input, repeats included: six million hold five million different
/// @param rounds how often each contender runs
/// @param recordBytes of one value
/// @param step from a record to the next, in event time
record DedupSettings(
    int events,
    int rounds,
    int recordBytes,
    int partitions,
    int commitMillis,
    int threads,
    Duration step,
    List<String> contenders,
    List<String> jvm) {

  /// So that the events of two million records back are younger than half of the memory, which is
  /// all that the published pattern looks back.
  private static final int STEP_MILLIS = 120;

  static DedupSettings of(Options options) {
    return new DedupSettings(
        options.number("events", 6_000_000, 200_000),
        options.number("rounds", 3, 1),
        options.number("record-bytes", 600),
        options.number("partitions", 12),
        options.number("commit-ms", 100),
        options.number("threads", 1),
        Duration.ofMillis(options.number("step-ms", STEP_MILLIS)),
        options.list("contenders", String.join(",", Contenders.NAMES)),
        options.list("jvm", "-Xms1g,-Xmx1g"));
  }
}
