package io.awfar.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.testservers.TestPostgres;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

class KnownDeletionsTest {

  @Test
  void whatIsKnownOfOlderFilesIsKept() throws SQLException {
    TestPostgres.Database database = TestPostgres.create();
    FluentConfiguration migrations =
        Flyway.configure()
            .dataSource(database.jdbcUrl(), null, null)
            .locations("classpath:db/persistence", "classpath:db/search/on");
    migrations.target("53").load().migrate();
    try (var connection = DriverManager.getConnection(database.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into files (object_key, owner_id, uploaded_at, gone_at, deleted_by, gone) values
            ('deleted', gen_random_uuid(), null, 'epoch', gen_random_uuid(), 'deleted'),
            ('missing', gen_random_uuid(), null, 'epoch', null, 'missing'),
            ('uploaded', gen_random_uuid(), 'epoch', null, null, null)
          """);

      migrations.target("latest").load().migrate();

      try (ResultSet rows =
          statement.executeQuery(
              "select object_key, deleted_at = gone_at, deleted_by is not null from files"
                  + " where deleted_at is not null")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("deleted");
        assertThat(rows.getBoolean(2)).as("at the time it was gone").isTrue();
        assertThat(rows.getBoolean(3)).as("by whom").isTrue();
        assertThat(rows.next()).isFalse();
      }
    }
  }
}
