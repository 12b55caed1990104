package io.awfar.bench.persist;

import io.awfar.bench.process.Postgres;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/// Watches a contender read the source.
record Meter(Source source, Postgres postgres) {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration STALL_MAX = Duration.ofSeconds(120);

  private record Moment(long done, long nanos, double clientCpu, double serverCpu) {}

  /// What it takes from one number of events to another.
  ///
  /// @param groups of the contender
  /// @param clientCpu of the contender's process
  Run measure(String contender, String groups, DoubleSupplier clientCpu, long from, long to)
      throws Exception {
    return between(contender, await(groups, from, clientCpu), await(groups, to, clientCpu));
  }

  /// What it takes to do more, from before the first of it is there until all of it is done.
  ///
  /// @param done how many are done before, all that there are
  /// @param more appends those up to the last
  Run measureAll(
      String contender,
      String groups,
      DoubleSupplier clientCpu,
      long done,
      Runnable more,
      long last)
      throws Exception {
    Moment before = await(groups, done, clientCpu);
    more.run();
    return between(contender, before, await(groups, last, clientCpu));
  }

  private static Run between(String contender, Moment warm, Moment end) {
    double rows = end.done - warm.done;
    return new Run(
        contender,
        rows * 1e9 / (end.nanos - warm.nanos),
        (end.clientCpu - warm.clientCpu) * 1e6 / rows,
        (end.serverCpu - warm.serverCpu) * 1e6 / rows,
        false);
  }

  private Moment await(String groups, long target, DoubleSupplier clientCpu) throws Exception {
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      long done = source.done(groups);
      if (done >= target) {
        return new Moment(done, System.nanoTime(), clientCpu.getAsDouble(), postgres.cpuSeconds());
      }
      if (done != last) {
        last = done;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STALL_MAX.toNanos()) {
        throw new IllegalStateException(groups + " stands still at " + done + " of " + target);
      }
      Thread.sleep(POLL);
    }
  }
}
