package io.awfar.persistence.batch;

import io.awfar.persistence.batch.Rejected.Reason;
import io.awfar.persistence.count.RowCounts;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/// Writes a batch in one transaction, or in as many as it takes to get past the records that the
/// database refuses.
final class BatchWriter<V extends SpecificRecord> {

  private final RowStore<V> store;
  private final RowCounts counts;
  private final Transactions transactions;

  BatchWriter(RowStore<V> store, RowCounts counts, Transactions transactions) {
    this.store = store;
    this.counts = counts;
    this.transactions = transactions;
  }

  /// Returns when all of it is committed or rejected. Throws when the database cannot take it now:
  /// a part may be committed by then, so all of it must be written again.
  void write(List<Incoming<V>> batch, Consumer<Written> written, Consumer<Rejected> rejected) {
    if (batch.isEmpty()) {
      return;
    }
    try {
      written.accept(commit(batch));
    } catch (RuntimeException e) {
      switch (DatabaseFailure.of(e)) {
        case CONTENT, COLLISION -> divide(batch, e, written, rejected);
        case CONFLICT, UNAVAILABLE -> throw e;
      }
    }
  }

  private void divide(
      List<Incoming<V>> batch,
      RuntimeException failure,
      Consumer<Written> written,
      Consumer<Rejected> rejected) {
    if (batch.size() == 1) {
      rejected.accept(
          new Rejected(
              batch.getFirst().origin(),
              Reason.CONSTRAINT,
              "SQLSTATE " + DatabaseFailure.sqlState(failure)));
      return;
    }
    // The left half first: order is kept.
    int middle = batch.size() / 2;
    write(batch.subList(0, middle), written, rejected);
    write(batch.subList(middle, batch.size()), written, rejected);
  }

  private Written commit(List<Incoming<V>> batch) {
    // Consumers own different partitions, so no two of them count in the same shard.
    int shard = batch.getFirst().origin().partition();
    List<V> records = batch.stream().map(Incoming::value).toList();
    return transactions.run(connection ->
        store
            .store(connection, records)
            .flatMap(written -> counts.add(connection, shard, written.rows()).thenReturn(written)));
  }
}
