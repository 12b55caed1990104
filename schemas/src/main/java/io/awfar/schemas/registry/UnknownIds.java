package io.awfar.schemas.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// The ids that were waited for of late and that no registry knew in the end.
///
/// They bound how long records with made-up ids hold up their partition: no id is waited for twice
/// in ten minutes, and no more than sixteen are waited for in that time.
final class UnknownIds {

  static final int IDS_MAX = 16;
  static final Duration MEMORY = Duration.ofMinutes(10);

  private final Map<Integer, Long> sinceNanos = new HashMap<>();
  private final LongSupplier nanoTime;

  UnknownIds(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Whether the registries should be given time to learn of an id. Otherwise it counts as unknown
  /// when they say so once.
  synchronized boolean isToBeWaitedFor(int id) {
    long now = nanoTime.getAsLong();
    sinceNanos.values().removeIf(since -> now - since >= MEMORY.toNanos());
    return sinceNanos.size() < IDS_MAX && !sinceNanos.containsKey(id);
  }

  /// Takes note of an id that stayed unknown.
  synchronized void add(int id) {
    if (sinceNanos.size() < IDS_MAX) {
      sinceNanos.putIfAbsent(id, nanoTime.getAsLong());
    }
  }
}
