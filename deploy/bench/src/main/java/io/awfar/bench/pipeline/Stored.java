package io.awfar.bench.pipeline;

import io.awfar.bench.process.Postgres;
import java.sql.SQLException;
import java.time.Duration;

/// The rows of messages in a database.
///
/// @param counter a query that counts them; cheap, since it is asked while CPU is measured
record Stored(Postgres postgres, String database, String counter) {

  private static final String COUNT = "select count(*) from messages";

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STALL_MAX = Duration.ofSeconds(60);

  /// Of the original, which has no other count, and nothing left to do once it has answered.
  static Stored counted(Postgres postgres, String database) {
    return new Stored(postgres, database, COUNT);
  }

  /// Of Awfar, which counts its rows in the transactions that insert them.
  static Stored byRowCounts(Postgres postgres, String database) {
    return new Stored(
        postgres,
        database,
        "select coalesce(sum(row_count), 0)::bigint from row_counts where kind = 'messages'");
  }

  /// Counts the rows.
  ///
  /// @throws IllegalStateException if there is another number of them
  void check(long messages) throws SQLException {
    long rows = postgres.number(database, COUNT);
    if (rows != messages) {
      throw new IllegalStateException(rows + " rows of " + messages + " messages");
    }
  }

  /// Returns when the counter says that so many are there.
  ///
  /// @throws IllegalStateException if no more come
  void await(long messages) throws SQLException, InterruptedException {
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      long now = postgres.number(database, counter);
      if (now >= messages) {
        return;
      }
      if (now != last) {
        last = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STALL_MAX.toNanos()) {
        throw new IllegalStateException(now + " of " + messages + " messages were stored");
      }
      Thread.sleep(POLL);
    }
  }
}
