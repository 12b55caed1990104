package io.awfar.guarantees.verify;

import io.awfar.schemas.id.EventIdentity;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Reads the rows of events from PostgreSQL.
final class StoredRows {

  private static final int FETCH_ROWS = 5_000;

  private final String jdbcUrl;
  private final ChannelEventNames channelEvents;
  private final ContentComparison comparison;

  /// @param comparison gets each row of messages
  StoredRows(String jdbcUrl, ChannelEventNames channelEvents, ContentComparison comparison) {
    this.jdbcUrl = jdbcUrl;
    this.channelEvents = channelEvents;
    this.comparison = comparison;
  }

  /// The identity of each row. Not twice: the comparison would count each row again.
  List<String> identities() throws SQLException {
    List<String> identities = new ArrayList<>();
    each(
        "select channel_id, wa_message_id, id, body from messages",
        row -> {
          String identity = EventIdentity.message(row.getString(1), row.getString(2));
          identities.add(identity);
          comparison.row(identity, row.getObject(3, UUID.class), row.getString(4));
        });
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

  /// The id of the message of each file whose fate is known.
  List<String> fates() throws SQLException {
    List<String> fates = new ArrayList<>();
    each("select message_id from media", row -> fates.add(row.getString(1)));
    return fates;
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
