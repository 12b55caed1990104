package io.awfar.dedup.seen;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One event added to a set that remembers as many as there come in its memory: a generation begins
/// after each eighth of them, and the oldest is forgotten. Its share of that, and of the growth in
/// between, is in the time of an event.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets up.
public class ForgettingBenchmark {

  private static final long MEMORY_BYTES = 4L << 30;
  private static final Generations GENERATIONS = new Generations(1, 8);

  @Param({"1000000", "10000000", "50000000"})
  public int events;

  private FingerprintSet set;
  private int ofGeneration;
  private long next;
  private long generation;

  /// Fills the set until it forgets.
  @Setup
  public void setUp() {
    ofGeneration = events / GENERATIONS.kept();
    set = new FingerprintSet(new SeenMemory(MEMORY_BYTES), GENERATIONS);
    for (long i = 0; i < events + ofGeneration; i++) {
      newEvent();
    }
  }

  @TearDown
  public void tearDown() {
    set.clear();
  }

  @Benchmark
  public boolean newEvent() {
    if (next % ofGeneration == 0) {
      set.advanceTo(++generation);
    }
    return set.add(FingerprintSetBenchmark.of(next++));
  }
}
