package io.awfar.simulator.payload;

import java.util.HexFormat;
import java.util.List;

/// Random choices that are the same for the same seed and salts, on every machine and Java version.
public final class Draw {

  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  private long state;

  private Draw(long state) {
    this.state = state;
  }

  /// The choices that belong to one thing: a seed, and numbers that say which thing.
  public static Draw of(long seed, long... salts) {
    long state = mixed(seed + GOLDEN);
    for (long salt : salts) {
      state = mixed(state ^ mixed(salt + GOLDEN));
    }
    return new Draw(state);
  }

  /// 64 random bits (SplitMix64).
  public long bits() {
    state += GOLDEN;
    return mixed(state);
  }

  /// A number from 0 up to, not including, the bound.
  public int below(int bound) {
    return (int) below((long) bound);
  }

  /// A number from 0 up to, not including, the bound.
  public long below(long bound) {
    return Long.remainderUnsigned(bits(), bound);
  }

  /// True in this share of the calls, 0 to 1.
  public boolean chance(double share) {
    return (bits() >>> 11) * 0x1.0p-53 < share;
  }

  /// One of them.
  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /// A text of decimal digits that does not start with 0.
  public String digits(int length) {
    StringBuilder digits = new StringBuilder(length).append((char) ('1' + below(9)));
    while (digits.length() < length) {
      digits.append((char) ('0' + below(10)));
    }
    return digits.toString();
  }

  /// A text of 16 hex digits.
  public String hex() {
    return HexFormat.of().toHexDigits(bits());
  }

  private static long mixed(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return b ^ (b >>> 31);
  }
}
