package io.awfar.bench.pipeline;

import io.awfar.bench.load.Webhooks;
import io.awfar.bench.process.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// When PostgreSQL committed the rows of messages.
final class Commits {

  private static final String COMMITS =
      """
      select wa_message_id,
        (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000)::bigint
      from messages
      """;

  private Commits() {}

  /// Reads all of them into these.
  static void read(Postgres postgres, String database, Moments committed) throws SQLException {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COMMITS)) {
      while (rows.next()) {
        var unused = committed.at(Webhooks.number(rows.getString(1)), rows.getLong(2));
      }
    }
  }
}
