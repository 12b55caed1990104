package io.awfar.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.awfar.persistence.batch.TestRows;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ReaderRoleTest {

  @Test
  void theReaderReadsEveryTableAndWritesNone() throws Exception {
    try (TestRows rows = TestRows.create();
        var connection = rows.connect();
        var statement = connection.createStatement()) {
      statement.execute("set role awfar_reader");
      for (String table : TestRows.TABLES) {
        assertThat(statement.executeQuery("select * from " + table).next()).isFalse();
        assertThatThrownBy(() -> statement.execute("delete from " + table))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("permission denied");
      }
    }
  }
}
