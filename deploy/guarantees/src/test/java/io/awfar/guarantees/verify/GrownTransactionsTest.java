package io.awfar.guarantees.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.embedded.EmbeddedPostgres;
import io.awfar.embedded.FreePorts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrownTransactionsTest {

  private static final int POLL_RECORDS_MAX = 10;

  @TempDir Path folder;

  @Test
  void transactionsOfMoreRowsThanOnePollBringsAreCounted() throws Exception {
    int port = FreePorts.next();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, port)) {
      postgres.createDatabase("awfar");
      String url = "jdbc:postgresql://127.0.0.1:%d/awfar?user=awfar".formatted(port);
      try (Connection connection = DriverManager.getConnection(url)) {
        connection.setAutoCommit(false);
        run(connection, "create table messages (id int)", "create table message_statuses (id int)");
        run(connection, insert("messages", 10));
        run(connection, insert("messages", 10));
        run(connection, insert("message_statuses", 10));
        assertThat(GrownTransactions.read(url, POLL_RECORDS_MAX))
            .isEqualTo(new GrownTransactions(0, 0));

        run(connection, insert("messages", 10), insert("messages", 7));
        run(connection, insert("message_statuses", 10), insert("message_statuses", 1));
        assertThat(GrownTransactions.read(url, POLL_RECORDS_MAX))
            .isEqualTo(new GrownTransactions(2, 17));
      }
    }
  }

  private static String insert(String table, int rows) {
    return "insert into %s select generate_series(1, %d)".formatted(table, rows);
  }

  /// All in one transaction.
  private static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
    connection.commit();
  }
}
