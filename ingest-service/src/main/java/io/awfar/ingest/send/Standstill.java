package io.awfar.ingest.send;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Since when nothing goes from a number or a chat as it should: by the clock, and by what had been
/// read of each partition. For the desk's thread only.
final class Standstill {

  private final Map<PartitionSends, Long> reached = new HashMap<>();
  private boolean lasting;
  private long sinceNanos;

  /// Begins with this moment, unless it lasts already.
  void begin(Collection<PartitionSends> partitions, long nowNanos) {
    if (!lasting) {
      lasting = true;
      sinceNanos = nowNanos;
      partitions.forEach(partition -> reached.put(partition, partition.window().next()));
    }
  }

  void end() {
    lasting = false;
    reached.clear();
  }

  /// Whether it has lasted for longer than this.
  boolean lasts(Duration time, long nowNanos) {
    return lasting && nowNanos - sinceNanos > time.toNanos();
  }

  /// How many later commands of its partition have been read while a send stood still.
  long overtakenBy(Send send) {
    if (!lasting) {
      return 0;
    }
    long from = reached.getOrDefault(send.partition(), send.offset());
    return send.partition().window().newSince(Math.max(from, send.offset()));
  }

  /// The partition is not ours any more.
  void forget(PartitionSends partition) {
    reached.remove(partition);
  }
}
