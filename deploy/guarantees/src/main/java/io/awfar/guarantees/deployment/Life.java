package io.awfar.guarantees.deployment;

import java.time.Duration;

/// One life of an instance, from a start to its end.
///
/// From when its management port is open until it has started, Spring Boot answers that it is not
/// alive. So that word counts only after the first other one, or when the start takes too long.
final class Life {

  static final Duration START_TIME_MAX = Duration.ofMinutes(3);

  private final long startNanos;
  private boolean wasAlive;

  /// @param startNanos of `System.nanoTime()`
  Life(long startNanos) {
    this.startNanos = startNanos;
  }

  /// Whether it must be started again.
  ///
  /// @param said what it says now
  /// @param nowNanos of `System.nanoTime()`
  boolean mustEnd(Liveness said, long nowNanos) {
    return switch (said) {
      case ALIVE -> {
        wasAlive = true;
        yield false;
      }
      case NOT_ALIVE -> wasAlive || nowNanos - startNanos > START_TIME_MAX.toNanos();
      case SILENT -> false;
    };
  }
}
