package io.awfar.media.reconcile;

import io.awfar.testservers.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/// Rows as persistence-service writes them, in tables of its own making.
final class TestRows implements AutoCloseable {

  private static final String READER_PASSWORD = "only reads";

  private final TestPostgres.Database database;
  private final TestPostgres.Database reader;
  private final Connection connection;

  TestRows() {
    database = TestPostgres.create();
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations(
            "filesystem:" + Path.of("../persistence-service/src/main/resources/db/persistence"),
            "filesystem:" + Path.of("../persistence-service/src/main/resources/db/search/on"))
        .load()
        .migrate();
    try {
      connection = DriverManager.getConnection(database.jdbcUrl());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String role = "reader_of_" + database.database();
    execute(
        "create role " + role + " login password '" + READER_PASSWORD + "' in role awfar_reader");
    reader =
        new TestPostgres.Database(
            database.host(), database.port(), database.database(), role, READER_PASSWORD);
  }

  /// As who may read and do nothing else.
  TestPostgres.Database reader() {
    return reader;
  }

  /// A file that came with a message.
  void media(String key, String outcome, Instant occurredAt) {
    execute(
        "insert into media (owner_id, message_id, occurred_at, outcome, object_key)"
            + " values (?, ?, ?, ?, ?)",
        UUID.fromString(key.substring(0, key.indexOf('/'))),
        UUID.randomUUID(),
        occurredAt.atOffset(ZoneOffset.UTC),
        outcome,
        key);
  }

  /// A file that a user uploaded, or that is gone, or both.
  void file(
      String key, @Nullable Instant uploadedAt, @Nullable String gone, @Nullable Instant goneAt) {
    execute(
        "insert into files (object_key, owner_id, uploaded_at, gone, gone_at)"
            + " values (?, ?, ?, ?, ?)",
        key,
        UUID.fromString(key.substring(0, key.indexOf('/'))),
        uploadedAt == null ? null : uploadedAt.atOffset(ZoneOffset.UTC),
        gone,
        goneAt == null ? null : goneAt.atOffset(ZoneOffset.UTC));
  }

  void clear() {
    execute("truncate media, files");
  }

  /// How the database means to do something, with as few ways as the settings leave.
  String plan(String sql, String settings) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(settings);
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines = statement.executeQuery("explain " + sql)) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }

  /// Nobody reads the rows until this is closed.
  AutoCloseable locked() throws SQLException {
    Connection other = DriverManager.getConnection(database.jdbcUrl());
    other.setAutoCommit(false);
    try (var statement = other.createStatement()) {
      statement.execute("lock table media in access exclusive mode");
    }
    return () -> {
      other.rollback();
      other.close();
    };
  }

  private void execute(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
