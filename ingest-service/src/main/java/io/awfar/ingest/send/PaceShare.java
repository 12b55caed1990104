package io.awfar.ingest.send;

import java.util.HashMap;
import java.util.Map;

/// How much of the pace of each number is this instance's: as much as of the partitions. Chats of
/// one number are in all of them, and each instance knows of its own calls alone.
///
/// A partition counts no more from the moment that it is given up, and counts only when it has been
/// ours for a second: so no second has calls of both owners beyond the pace. For the desk's thread
/// only.
final class PaceShare {

  private final Map<PartitionSends, Long> openedNanos = new HashMap<>();
  private int partitions = 1;

  /// @param all partitions that there are, of all instances
  void add(PartitionSends partition, int all, long nowNanos) {
    openedNanos.put(partition, nowNanos);
    partitions = all;
  }

  void remove(PartitionSends partition) {
    var unused = openedNanos.remove(partition);
  }

  /// Our part of a number's sends for each second.
  double of(int perSecond, long nowNanos) {
    long ours =
        openedNanos.entrySet().stream()
            .filter(opened -> opened.getKey().isLive())
            .filter(opened -> nowNanos - opened.getValue() >= Pace.WINDOW_NANOS)
            .count();
    return (double) (perSecond * ours) / partitions;
  }
}
