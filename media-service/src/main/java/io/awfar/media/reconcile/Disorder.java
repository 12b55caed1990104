package io.awfar.media.reconcile;

/// What is not in order cannot be compared: each key would look as if the other side had it not.
final class Disorder {

  private Disorder() {}

  /// @param whose side that gave the keys
  /// @throws RunEndedException unless the second key comes after the first
  static void check(String whose, String first, String second) {
    if (first.compareTo(second) >= 0) {
      throw new RunEndedException(
          Outcome.DISORDERED, whose + " names " + second + " after " + first, null);
    }
  }
}
