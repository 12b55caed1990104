package io.awfar.bench.persist;

import io.awfar.bench.process.Broker;
import io.awfar.bench.process.MachineTime;
import io.awfar.bench.process.Postgres;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/// Watches a contender read the source.
record Meter(Source source, Postgres postgres, Broker broker) {

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration STALL_MAX = Duration.ofSeconds(120);

  private record Moment(
      Rows done,
      long nanos,
      double clientCpu,
      double serverCpu,
      double brokerCpu,
      MachineTime machine) {}

  /// What it takes from one number of messages to another.
  ///
  /// @param groups of the contender
  /// @param clientCpu of the contender's process
  /// @param started is called as soon as the clock has started
  Run measure(
      String contender,
      String groups,
      DoubleSupplier clientCpu,
      long from,
      Runnable started,
      long to)
      throws Exception {
    Moment warm = await(groups, from, clientCpu);
    started.run();
    return between(contender, warm, await(groups, to, clientCpu));
  }

  /// What it takes to do more, from before the first of it is there until all of it is done.
  ///
  /// @param done how many messages are done before, all that there are
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

  /// Waits until records of both kinds are done, all that there are.
  void awaitAll(String groups, long records) throws Exception {
    var unused = await(groups, done -> done.all() >= records, () -> 0);
  }

  private static Run between(String contender, Moment warm, Moment end) {
    Rows timed = end.done.minus(warm.done);
    return new Run(
        contender,
        timed.messages() * 1e9 / (end.nanos - warm.nanos),
        (end.clientCpu - warm.clientCpu) * 1e6 / timed.all(),
        (end.serverCpu - warm.serverCpu) * 1e6 / timed.all(),
        (end.brokerCpu - warm.brokerCpu) * 1e6 / timed.all(),
        end.machine.idleSince(warm.machine),
        warm.done,
        timed,
        false);
  }

  private Moment await(String groups, long messages, DoubleSupplier clientCpu) throws Exception {
    return await(groups, done -> done.messages() >= messages, clientCpu);
  }

  private Moment await(String groups, Predicate<Rows> reached, DoubleSupplier clientCpu)
      throws Exception {
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      Rows done = source.done(groups);
      if (reached.test(done)) {
        return new Moment(
            done,
            System.nanoTime(),
            clientCpu.getAsDouble(),
            postgres.cpuSeconds(),
            broker.cpuSeconds(),
            MachineTime.now());
      }
      if (done.all() != last) {
        last = done.all();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STALL_MAX.toNanos()) {
        throw new IllegalStateException(groups + " stands still at " + done);
      }
      Thread.sleep(POLL);
    }
  }
}
