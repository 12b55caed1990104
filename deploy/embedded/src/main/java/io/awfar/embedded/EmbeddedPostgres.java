package io.awfar.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/// A PostgreSQL server as a child process, durable, its data in a folder that a later start goes on
/// with.
///
/// It trusts whoever connects from this machine. A server that outlived a killed parent is stopped
/// first.
public final class EmbeddedPostgres implements AutoCloseable {

  /// The role that owns the databases made here.
  public static final String USER = "awfar";

  /// The role that persistence-service lets read its tables.
  private static final String READERS = "awfar_reader";

  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
    this.server = server;
  }

  /// Starts a server of modest size and returns when it accepts connections.
  ///
  /// @throws PortInUseException if the port is taken
  /// @throws IOException if the server does not start
  public static EmbeddedPostgres start(Path dir, int port) throws IOException {
    return start(dir, port, Map.of());
  }

  /// As above, with parameters of PostgreSQL other than ours.
  ///
  /// @throws PortInUseException if the port is taken
  /// @throws IOException if the server does not start
  public static EmbeddedPostgres start(Path dir, int port, Map<String, String> parameters)
      throws IOException {
    Files.createDirectories(dir);
    Path data = dir.resolve("data");
    var leftover = LeftoverProcess.of(data.resolve("postmaster.pid"), "postgres");
    if (leftover.isPresent()) {
      leftover.get().stop("INT", START_TIMEOUT);
    }
    if (!FreePorts.isFree(port)) {
      throw new PortInUseException("PostgreSQL", port);
    }
    var builder =
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(dir.resolve("bin").toFile())
            .setPort(port)
            // The library is made for tests and turns durability off.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "128MB")
            .setServerConfig("max_wal_size", "1GB")
            .setServerConfig("max_connections", "60")
            .setPGStartupWait(START_TIMEOUT);
    parameters.forEach(builder::setServerConfig);
    EmbeddedPostgres postgres = new EmbeddedPostgres(builder.start());
    postgres.createRole();
    return postgres;
  }

  public String host() {
    return "localhost";
  }

  public int port() {
    return server.getPort();
  }

  public String user() {
    return USER;
  }

  /// Makes a database unless it is there.
  ///
  /// @throws IOException if the server refuses
  public void createDatabase(String name) throws IOException {
    if (!exists("select 1 from pg_database where datname = ?", name)) {
      execute("create database " + name + " owner " + USER);
    }
  }

  /// Lets the role make databases of its own, as tests do.
  ///
  /// @throws IOException if the server refuses
  public void allowCreatingDatabases() throws IOException {
    execute("alter role " + USER + " createdb");
  }

  /// Makes a role that may read what [#READERS] may, and nothing else, unless it is there.
  ///
  /// @throws IOException if the server refuses
  public void createReader(String name) throws IOException {
    if (!exists("select 1 from pg_roles where rolname = ?", READERS)) {
      execute("create role " + READERS + " nologin");
    }
    // Who makes the tables says what of them is read, and may take the role itself.
    execute("grant " + READERS + " to " + USER + " with admin option");
    if (!exists("select 1 from pg_roles where rolname = ?", name)) {
      execute("create role " + name + " login in role " + READERS);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void createRole() throws IOException {
    if (!exists("select 1 from pg_roles where rolname = ?", USER)) {
      execute("create role " + USER + " login createrole");
    }
  }

  private boolean exists(String query, String name) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new IOException("PostgreSQL does not answer", e);
    }
  }

  private void execute(String sql) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IOException("PostgreSQL refuses: " + sql, e);
    }
  }
}
