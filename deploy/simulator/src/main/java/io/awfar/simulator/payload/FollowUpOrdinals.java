package io.awfar.simulator.payload;

import java.util.concurrent.atomic.AtomicLong;

/// Numbers for events that are not of the sequence: those of the sequence are below them.
public final class FollowUpOrdinals {

  private final AtomicLong next = new AtomicLong(Wamid.ORDINAL_MAX / 2 + 1);

  /// The first of this many numbers that nobody else gets.
  public long take(int count) {
    return next.getAndAdd(count);
  }
}
