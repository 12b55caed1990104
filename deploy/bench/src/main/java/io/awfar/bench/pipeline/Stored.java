package io.awfar.bench.pipeline;

import io.awfar.bench.process.Postgres;
import java.sql.SQLException;
import java.time.Duration;

/// The rows of messages in a database.
record Stored(Postgres postgres, String database) {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STALL_MAX = Duration.ofSeconds(60);

  long messages() throws SQLException {
    return postgres.number(database, "select count(*) from messages");
  }

  /// Returns when so many are there.
  ///
  /// @throws IllegalStateException if no more come
  void await(long messages) throws SQLException, InterruptedException {
    long last = -1;
    long since = System.nanoTime();
    while (true) {
      long now = messages();
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
