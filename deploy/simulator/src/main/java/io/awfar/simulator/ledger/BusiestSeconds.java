package io.awfar.simulator.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// How many calls each number made within any second at most.
final class BusiestSeconds {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Map<String, Deque<Long>> last = new HashMap<>();
  private final Map<String, Integer> most = new HashMap<>();

  /// A call of a number arrives; times do not go back.
  synchronized void add(String number, long nowNanos) {
    Deque<Long> second = last.computeIfAbsent(number, unused -> new ArrayDeque<>());
    second.add(nowNanos);
    while (nowNanos - second.getFirst() >= SECOND_NANOS) {
      second.removeFirst();
    }
    most.merge(number, second.size(), Math::max);
  }

  synchronized int of(String number) {
    return most.getOrDefault(number, 0);
  }
}
