package io.awfar.bench.pipeline;

import io.awfar.bench.load.Webhooks;
import io.awfar.bench.process.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;

/// How long after its webhook was answered each message was committed, by the clock of this
/// machine, which is PostgreSQL's too. A message that was committed before the answer counts as 0.
final class CommitDelay {

  private static final String COMMITS =
      """
      select wa_message_id,
        (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000)::bigint
      from messages
      """;

  private final long firstNumber;
  private final long[] answeredMicros;

  /// @param events numbered from the first number on
  CommitDelay(long firstNumber, int events) {
    this.firstNumber = firstNumber;
    this.answeredMicros = new long[events];
  }

  /// Takes down that a webhook was answered now.
  void answered(long number) {
    Instant now = Instant.now();
    answeredMicros[(int) (number - firstNumber)] =
        now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  /// The delays in milliseconds.
  ///
  /// @throws IllegalStateException if one of the messages is not there
  double[] millis(Postgres postgres, String database) throws SQLException {
    double[] millis = new double[answeredMicros.length];
    Arrays.fill(millis, Double.NaN);
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COMMITS)) {
      while (rows.next()) {
        long index = Webhooks.number(rows.getString(1)) - firstNumber;
        if (index >= 0 && index < millis.length) {
          long micros = rows.getLong(2) - answeredMicros[(int) index];
          millis[(int) index] = Math.max(0, micros) / 1e3;
        }
      }
    }
    if (Arrays.stream(millis).anyMatch(Double::isNaN)) {
      throw new IllegalStateException("Not every message that was answered is stored");
    }
    return millis;
  }
}
