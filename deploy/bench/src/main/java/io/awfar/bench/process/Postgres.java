package io.awfar.bench.process;

import io.awfar.embedded.EmbeddedPostgres;
import io.awfar.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A PostgreSQL server whose CPU can be told: that of all its processes.
public final class Postgres implements AutoCloseable {

  /// That of a machine with 8 GB: a quarter of it, as PostgreSQL's manual advises, and seldom a
  /// checkpoint.
  private static final Map<String, String> SIZE =
      Map.of("shared_buffers", "2GB", "max_wal_size", "8GB");

  private final EmbeddedPostgres server;
  private final long pid;

  private Postgres(EmbeddedPostgres server, long pid) {
    this.server = server;
    this.pid = pid;
  }

  /// Starts it and returns when it accepts connections.
  ///
  /// @throws IOException if it does not start
  public static Postgres start(Path folder) throws IOException {
    return start(folder, SIZE);
  }

  /// As above, and `pg_xact_commit_timestamp` tells when each row was committed.
  ///
  /// @throws IOException if it does not start
  public static Postgres startWithCommitTimes(Path folder) throws IOException {
    Map<String, String> parameters = new HashMap<>(SIZE);
    parameters.put("track_commit_timestamp", "on");
    return start(folder, parameters);
  }

  private static Postgres start(Path folder, Map<String, String> parameters) throws IOException {
    Path own = folder.resolve("postgres");
    EmbeddedPostgres server = EmbeddedPostgres.start(own, FreePorts.next(), parameters);
    String pid = Files.readAllLines(own.resolve("data/postmaster.pid")).getFirst();
    return new Postgres(server, Long.parseLong(pid.strip()));
  }

  public int port() {
    return server.port();
  }

  public String user() {
    return server.user();
  }

  public double cpuSeconds() {
    return ProcessCost.cpuSecondsOfTree(pid);
  }

  /// Makes an empty database, dropping one of that name.
  ///
  /// @throws SQLException if somebody is connected to it
  public void createDatabase(String name) throws SQLException {
    createDatabase(name, "template1");
  }

  /// As above, as a copy of another that nobody is connected to.
  ///
  /// @throws SQLException if somebody is connected to one of them
  public void createDatabase(String name, String template) throws SQLException {
    executeAsSuperuser("postgres", "drop database if exists " + name);
    executeAsSuperuser(
        "postgres", "create database %s owner %s template %s".formatted(name, user(), template));
  }

  /// Writes dirty pages now, so that no contender pays for the one before.
  ///
  /// @throws SQLException if the server does not answer
  public void checkpoint() throws SQLException {
    executeAsSuperuser("postgres", "checkpoint");
  }

  /// For JDBC, as the owner of the database.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:%d/%s?user=%s".formatted(port(), database, user());
  }

  /// For clients that are told by a url, as the owner of the database.
  public String url(String database) {
    return "postgresql://%s@localhost:%d/%s".formatted(user(), port(), database);
  }

  /// What the services are told of this server.
  public Map<String, String> environment(String database) {
    return Map.of(
        "AWFAR_POSTGRES_HOST",
        "localhost",
        "AWFAR_POSTGRES_PORT",
        Integer.toString(port()),
        "AWFAR_POSTGRES_DATABASE",
        database,
        "AWFAR_POSTGRES_USER",
        user(),
        "AWFAR_POSTGRES_PASSWORD",
        "trusted");
  }

  /// Runs statements without results.
  ///
  /// @throws SQLException if one of them fails
  public void execute(String database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The one number that a query gives.
  ///
  /// @throws SQLException if it fails
  public long number(String database, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// The numbers of the one row that a query gives; 0 for null.
  ///
  /// @throws SQLException if it fails
  public List<Long> numbers(String database, String query) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        numbers.add(rows.getLong(column));
      }
    }
    return numbers;
  }

  /// The first column of what a query gives.
  ///
  /// @throws SQLException if it fails
  public List<String> texts(String database, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /// As the one who may do anything.
  ///
  /// @throws SQLException if it fails
  public void executeAsSuperuser(String database, String sql) throws SQLException {
    String url = "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(port(), database);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
