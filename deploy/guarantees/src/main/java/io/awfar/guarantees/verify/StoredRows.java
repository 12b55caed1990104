package io.awfar.guarantees.verify;

import io.awfar.schemas.id.EventIdentity;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Reads the rows of events from PostgreSQL.
final class StoredRows {

  private static final int FETCH_ROWS = 5_000;

  private final String jdbcUrl;
  private final ChannelEventNames channelEvents;

  StoredRows(String jdbcUrl, ChannelEventNames channelEvents) {
    this.jdbcUrl = jdbcUrl;
    this.channelEvents = channelEvents;
  }

  /// The identity of each row.
  List<String> identities() throws SQLException {
    List<String> identities = new ArrayList<>();
    each(
        "select channel_id, wa_message_id from messages",
        row -> identities.add(EventIdentity.message(row.getString(1), row.getString(2))));
    each(
        "select channel_id, wa_message_id, status, recipient from message_statuses",
        row ->
            identities.add(
                EventIdentity.status(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
    each(
        "select id from channel_events",
        row -> identities.add(channelEvents.identity(row.getString(1))));
    return identities;
  }

  /// How many events only a constraint kept from being stored twice.
  long suppressed() throws SQLException {
    List<Long> count = new ArrayList<>();
    each("select count(*) from suppressed_events", row -> count.add(row.getLong(1)));
    return count.getFirst();
  }

  private void each(String query, RowReader reader) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
      // Without it the driver takes all rows into memory at once.
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH_ROWS);
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            reader.read(rows);
          }
        }
      }
    }
  }

  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }
}
