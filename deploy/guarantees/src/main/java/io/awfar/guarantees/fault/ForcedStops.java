package io.awfar.guarantees.fault;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What was told to stop, did not in its time, and was killed instead.
final class ForcedStops {

  private final Consumer<String> console;
  private final SortedMap<String, Integer> counts = new TreeMap<>();

  ForcedStops(Consumer<String> console) {
    this.console = console;
  }

  /// Counts it, and says so.
  synchronized void add(String name) {
    console.accept(name + " did not stop in time and was killed");
    counts.merge(name, 1, Integer::sum);
  }

  /// How often each was.
  synchronized SortedMap<String, Integer> counts() {
    return new TreeMap<>(counts);
  }
}
