package io.awfar.testservers;

import io.awfar.embedded.EmbeddedPostgres;
import io.awfar.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The PostgreSQL server of this JVM's tests, with a new database for whoever asks.
public final class TestPostgres {

  private static final String IMAGE = "postgres:18";
  private static final String DATABASE_FIRST = "awfar";
  /// Tests share one server, and each service of theirs has connections of its own.
  private static final String CONNECTIONS_MAX = "200";

  private static final AtomicInteger CREATED = new AtomicInteger();

  private TestPostgres() {}

  /// An empty database and the role that owns it.
  public record Database(String host, int port, String database, String user, String password) {

    /// For JDBC, user included.
    public String jdbcUrl() {
      return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
          .formatted(host, port, database, user, password);
    }
  }

  private static final class Running {

    static final Database SERVER = Docker.isThere() ? container() : embedded();

    private static Database container() {
      PostgreSQLContainer postgres =
          new PostgreSQLContainer(IMAGE)
              .withDatabaseName(DATABASE_FIRST)
              .withCommand("postgres", "-c", "max_connections=" + CONNECTIONS_MAX);
      postgres.start();
      return new Database(
          postgres.getHost(),
          postgres.getFirstMappedPort(),
          DATABASE_FIRST,
          postgres.getUsername(),
          postgres.getPassword());
    }

    private static Database embedded() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(
                TestFolder.create("postgres"),
                FreePorts.next(),
                Map.of("max_connections", CONNECTIONS_MAX));
        TestFolder.atExit(postgres);
        postgres.createDatabase(DATABASE_FIRST);
        postgres.allowCreatingDatabases();
        return new Database(
            postgres.host(), postgres.port(), DATABASE_FIRST, postgres.user(), "unused");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// A new, empty database.
  public static Database create() {
    Database server = Running.SERVER;
    String name = "test_" + CREATED.incrementAndGet();
    try (var connection = DriverManager.getConnection(server.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create a database for a test", e);
    }
    return new Database(server.host(), server.port(), name, server.user(), server.password());
  }
}
