package io.awfar.schemas.channel;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How far each partition has been read, and who waits for it.
final class ReadMarks {

  private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
  private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();

  private record Wait(int partition, long offset, CompletableFuture<Void> done) {}

  /// Completes once `offset` is behind; a wait that its caller ends is forgotten.
  CompletableFuture<Void> passed(int partition, long offset) {
    Wait wait = new Wait(partition, offset, new CompletableFuture<>());
    waits.add(wait);
    settle();
    return wait.done();
  }

  /// Tells the offset that is read next.
  void moved(int partition, long position) {
    positions.put(partition, position);
    settle();
  }

  private void settle() {
    waits.removeIf(wait -> {
      if (positions.getOrDefault(wait.partition(), 0L) > wait.offset()) {
        wait.done().complete(null);
      }
      return wait.done().isDone();
    });
  }
}
