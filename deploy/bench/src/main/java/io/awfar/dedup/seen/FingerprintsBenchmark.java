package io.awfar.dedup.seen;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The fingerprint of an identity, which every event costs beside the set.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FingerprintsBenchmark {

  private final Fingerprints fingerprints = new Fingerprints();
  private final String identity =
      "m|106540352242922|wamid.HBgMMjAxMDAwMDAwMDAwFQIAERgSMEFGRjAwMTEyMjMzNDQ1NTY2AA==";

  @Benchmark
  public Fingerprint fingerprint() {
    return fingerprints.of(identity);
  }
}
