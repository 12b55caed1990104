package io.awfar.simulator.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// How many calls each number made within any span of this length at most.
final class BusiestSpans {

  private final long lengthNanos;
  private final Map<String, Deque<Long>> last = new HashMap<>();
  private final Map<String, Integer> most = new HashMap<>();

  BusiestSpans(Duration length) {
    lengthNanos = length.toNanos();
  }

  /// A call of a number arrives; times do not go back.
  synchronized void add(String number, long nowNanos) {
    Deque<Long> span = last.computeIfAbsent(number, unused -> new ArrayDeque<>());
    span.add(nowNanos);
    while (nowNanos - span.getFirst() >= lengthNanos) {
      span.removeFirst();
    }
    most.merge(number, span.size(), Math::max);
  }

  synchronized int of(String number) {
    return most.getOrDefault(number, 0);
  }
}
