package io.awfar.persistence.batch;

import io.awfar.persistence.count.RowCounts;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/// Writes records that are new as fast as they can be read: many polls in one transaction, as long
/// as there are more to read. So the further behind it is, the fewer commits there are, and the
/// more messages of a chat become one update of it.
///
/// It takes records for new. Where one is not, or cannot be stored, all of it fails and nothing is
/// written; that is for [BatchWriter] to sort out.
final class Backlog<V extends SpecificRecord> {

  /// The part of a transaction's time that may pass before it takes no more.
  private static final int TIME_PART = 10;

  /// From so many on, few of them are spared by waiting for more records.
  static final int PENDING_MAX = 50_000;

  private final RowStore<V> store;
  private final RowCounts counts;
  private final Transactions transactions;
  private final int recordsMax;
  private final Duration growthTimeMax;

  Backlog(
      RowStore<V> store,
      RowCounts counts,
      Transactions transactions,
      int recordsMax,
      Duration transactionTimeMax) {
    this.store = store;
    this.counts = counts;
    this.transactions = transactions;
    this.recordsMax = recordsMax;
    this.growthTimeMax = transactionTimeMax.dividedBy(TIME_PART);
  }

  /// Whether records of this kind can be written in this way.
  boolean takesAny() {
    return store.appending().isPresent();
  }

  /// Returns when all that it took is committed.
  ///
  /// @param batches asked for the next while the server still works on the one before
  /// @param shard where to count the rows
  Written write(Iterator<List<V>> batches, int shard) {
    Appending<V> rows = store.appending().orElseThrow();
    long start = System.nanoTime();
    long taken = 0;
    try (OpenTransaction transaction = transactions.open()) {
      do {
        List<V> batch = batches.next();
        taken += batch.size();
        if (!batch.isEmpty()) {
          transaction.begin(rows.append(transaction.connection(), batch));
        }
      } while (taken < recordsMax
          && rows.pending() < PENDING_MAX
          && System.nanoTime() - start < growthTimeMax.toNanos()
          && batches.hasNext());
      // What follows depends on all rows that were appended, so they have to be there.
      Written written =
          Objects.requireNonNull(transaction.run(rows.finish(transaction.connection())));
      transaction.run(counts.add(transaction.connection(), shard, written.rows()));
      transaction.commit();
      return written;
    }
  }
}
