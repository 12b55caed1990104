package io.awfar.persistence.batch;

import java.util.concurrent.atomic.AtomicInteger;

/// How many records a transaction may take: after a failure only as many as are likely to succeed,
/// then twice as many with each that does.
///
/// Shared by the consumers of a topic.
final class TransactionSize {

  private final int min;
  private final int max;
  private final AtomicInteger records;

  /// @param min a poll, which is not divided
  TransactionSize(int min, int max) {
    this.min = Math.min(min, max);
    this.max = max;
    this.records = new AtomicInteger(max);
  }

  int records() {
    return records.get();
  }

  void succeeded(long taken) {
    records.updateAndGet(now -> taken < now ? now : Math.min(max, 2 * now));
  }

  void failed(long likely) {
    records.set((int) Math.clamp(likely, min, max));
  }
}
