package io.awfar.bench.dedup;

import io.awfar.dedup.seen.SeenMemory;
import java.time.Duration;
import java.util.List;

/// Who takes part.
final class Contenders {

  static final String PASS_THROUGH = "pass-through";
  static final String CONFLUENT = "confluent";
  static final String AWFAR = "awfar";

  /// How long an event is known, as dedup-stream sets it.
  static final Duration MEMORY = Duration.ofDays(8);

  private static final long SEEN_BYTES_MAX = 8L << 30;

  /// In the order in which they run.
  static final List<String> NAMES = List.of(PASS_THROUGH, CONFLUENT, AWFAR);

  private Contenders() {}

  /// Makes one.
  ///
  /// @throws IllegalArgumentException if nobody has the name
  static Contender named(String name, Duration memory) {
    return switch (name) {
      case PASS_THROUGH -> new PassThrough(name);
      case CONFLUENT -> new ConfluentPattern(name, memory);
      case AWFAR -> awfar(memory);
      default -> throw new IllegalArgumentException("No such contender: " + name);
    };
  }

  static FingerprintLog awfar(Duration memory) {
    return new FingerprintLog(AWFAR, memory, new SeenMemory(SEEN_BYTES_MAX));
  }
}
