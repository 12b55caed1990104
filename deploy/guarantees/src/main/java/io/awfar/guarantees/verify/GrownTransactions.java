package io.awfar.guarantees.verify;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Transactions of persistence-service that took more than one poll, of all instances and all their
/// lives: PostgreSQL keeps with each row which transaction inserted it, and these rows never
/// change.
///
/// @param count those that were committed with more rows than one poll brings
/// @param rowsMax of the largest of them, 0 if there was none
public record GrownTransactions(long count, long rowsMax) {

  private static final String QUERY =
      """
      select count(*), coalesce(max(inserted), 0)
      from (
        select count(*) as inserted from messages group by xmin
        union all
        select count(*) from message_statuses group by xmin
      ) transactions
      where inserted > ?
      """;

  /// Reads what is committed.
  ///
  /// @param pollRecordsMax the most that one poll brings
  /// @throws SQLException if PostgreSQL does not answer
  public static GrownTransactions read(String jdbcUrl, int pollRecordsMax) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setInt(1, pollRecordsMax);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new GrownTransactions(row.getLong(1), row.getLong(2));
      }
    }
  }
}
