package io.awfar.gateway.live;

import io.awfar.gateway.error.ErrorCode;
import io.awfar.gateway.error.RefusedException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// How many streams there may be, of all users and of each.
final class StreamLimits {

  private final int max;
  private final int perUserMax;
  private final Map<UUID, Integer> streams = new HashMap<>();
  private int total;

  StreamLimits(int max, int perUserMax) {
    this.max = max;
    this.perUserMax = perUserMax;
  }

  /// @throws RefusedException if there are as many as there may be
  synchronized void enter(UUID userId) {
    if (total >= max) {
      throw new RefusedException(ErrorCode.BUSY);
    }
    int own = streams.getOrDefault(userId, 0);
    if (own >= perUserMax) {
      throw new RefusedException(ErrorCode.STREAMS_EXHAUSTED);
    }
    streams.put(userId, own + 1);
    total++;
  }

  synchronized void leave(UUID userId) {
    streams.computeIfPresent(userId, (_, own) -> own == 1 ? null : own - 1);
    total--;
  }
}
