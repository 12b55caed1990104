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

  /// So many chats and contacts are some 80 MB for a consumer.
  static final int PENDING_MAX = 150_000;

  private final RowStore<V> store;
  private final RowCounts counts;
  private final Transactions transactions;
  private final TransactionSize size;
  private final Duration growthTimeMax;
  private final int pendingMax;

  /// @param pendingMax so many chats and contacts end a transaction
  Backlog(
      RowStore<V> store,
      RowCounts counts,
      Transactions transactions,
      TransactionSize size,
      Duration transactionTimeMax,
      int pendingMax) {
    this.store = store;
    this.counts = counts;
    this.transactions = transactions;
    this.size = size;
    this.growthTimeMax = transactionTimeMax.dividedBy(TIME_PART);
    this.pendingMax = pendingMax;
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
    Progress progress = new Progress();
    try (OpenTransaction transaction = transactions.open()) {
      append(batches, rows, transaction, progress);
      // What follows depends on all rows that were appended, so they have to be there.
      Written written =
          Objects.requireNonNull(transaction.run(rows.finish(transaction.connection())));
      transaction.run(counts.add(transaction.connection(), shard, written.rows()));
      transaction.commit();
      size.succeeded(progress.taken);
      return written;
    } catch (RuntimeException e) {
      size.failed(progress.likely(DatabaseFailure.of(e)));
      throw e;
    }
  }

  private void append(
      Iterator<List<V>> batches,
      Appending<V> rows,
      OpenTransaction transaction,
      Progress progress) {
    long start = System.nanoTime();
    do {
      List<V> batch = batches.next();
      if (!batch.isEmpty()) {
        transaction.begin(rows.append(transaction.connection(), batch));
      }
      progress.took(batch.size());
    } while (progress.taken < size.records()
        && rows.pending() < pendingMax
        && System.nanoTime() - start < growthTimeMax.toNanos()
        && batches.hasNext());
  }

  /// How far a transaction has come, in records.
  private static final class Progress {

    private long first;
    private long answered;
    private long taken;

    /// All batches before this one are answered.
    private void took(int records) {
      if (taken == 0) {
        first = records;
      }
      answered = taken;
      taken += records;
    }

    /// How many are likely to succeed at the next try.
    private long likely(DatabaseFailure failure) {
      return switch (failure) {
        case UNAVAILABLE -> taken / 2;
        // The first batch is now written with care; between it and the refused one all were taken.
        case CONTENT, COLLISION, CONFLICT -> answered - first;
      };
    }
  }
}
