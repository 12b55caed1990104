package io.awfar.bench.pipeline;

import java.time.Instant;
import java.util.Arrays;

/// When something happened to each message of a row of numbers, by the clock of this machine, which
/// is PostgreSQL's and the broker's too.
///
/// Each number has a place of its own, so one thread may write while another writes others.
final class Moments {

  private static final long UNKNOWN = 0;

  private final long firstNumber;
  private final long[] micros;

  /// @param messages numbered from the first number on
  Moments(long firstNumber, int messages) {
    this.firstNumber = firstNumber;
    this.micros = new long[messages];
  }

  /// Takes down that it happened to this one now.
  ///
  /// @return as [#at]
  boolean now(long number) {
    Instant now = Instant.now();
    return at(number, now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000);
  }

  /// Takes down when it happened to this one, once; others than those asked for are passed over.
  ///
  /// @return whether this was the first that was told of it
  boolean at(long number, long epochMicros) {
    long index = number - firstNumber;
    if (index < 0 || index >= micros.length || micros[(int) index] != UNKNOWN) {
      return false;
    }
    micros[(int) index] = epochMicros;
    return true;
  }

  /// Milliseconds from the other to this; what happened before the other counts as 0.
  ///
  /// @throws IllegalStateException if it did not happen to each
  double[] millisAfter(Moments other) {
    double[] millis = new double[micros.length];
    for (int i = 0; i < millis.length; i++) {
      if (micros[i] == UNKNOWN || other.micros[i] == UNKNOWN) {
        throw new IllegalStateException("Message %d did not come".formatted(firstNumber + i));
      }
      millis[i] = Math.max(0, micros[i] - other.micros[i]) / 1e3;
    }
    return millis;
  }

  int messages() {
    return micros.length;
  }

  @Override
  public String toString() {
    long known = Arrays.stream(micros).filter(moment -> moment != UNKNOWN).count();
    return "%,d of %,d messages".formatted(known, micros.length);
  }
}
