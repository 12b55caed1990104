package io.awfar.persistence.batch;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The consumers that hold a batch which cannot be stored yet, and why.
@Component
final class WaitingConsumers {

  private final Map<Thread, String> reasons = new ConcurrentHashMap<>();

  void add(Thread consumer, String reason) {
    reasons.put(consumer, reason);
  }

  void remove(Thread consumer) {
    reasons.remove(consumer);
  }

  /// Reasons by the name of the consumer's thread.
  Map<String, String> reasons() {
    Map<String, String> named = new TreeMap<>();
    reasons.forEach((thread, reason) -> {
      // A consumer that was stopped while it waited leaves its batch to another.
      if (thread.isAlive()) {
        named.put(thread.getName(), reason);
      }
    });
    return named;
  }
}
