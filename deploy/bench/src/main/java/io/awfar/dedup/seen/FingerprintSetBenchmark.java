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

/// One event asked for, in a set that holds so many. The set does not grow meanwhile, so what is
/// measured is the size alone.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets up.
public class FingerprintSetBenchmark {

  private static final long MEMORY_BYTES = 4L << 30;
  private static final Generations GENERATIONS = new Generations(1, 8);

  @Param({"1000000", "10000000", "20000000", "50000000"})
  public int events;

  private FingerprintSet set;
  private long next;

  /// Fills the set.
  @Setup
  public void setUp() {
    set = new FingerprintSet(new SeenMemory(MEMORY_BYTES), GENERATIONS);
    set.advanceTo(1);
    for (long i = 0; i < events; i++) {
      set.add(of(i));
    }
  }

  @TearDown
  public void tearDown() {
    set.clear();
  }

  @Benchmark
  public boolean knownEvent() {
    next = next + 7_919 < events ? next + 7_919 : next + 7_919 - events;
    return set.contains(of(next));
  }

  @Benchmark
  public boolean newEvent() {
    return set.contains(of(events + next++));
  }

  /// A fingerprint as even as a real one, made faster.
  static Fingerprint of(long event) {
    return new Fingerprint(mix(event * 2 + 1), mix(event * 2));
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
