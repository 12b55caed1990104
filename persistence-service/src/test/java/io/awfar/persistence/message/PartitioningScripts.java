package io.awfar.persistence.message;

import io.awfar.persistence.batch.TestRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The scripts of `partitioning/`, run as psql runs them.
final class PartitioningScripts {

  /// More than the second for which a script may hold readers, less than the time that a test holds
  /// it.
  private static final String READ_TIME_MAX = "2s";

  private static final String GEXEC = "\\gexec";

  private final TestRows rows;

  PartitioningScripts(TestRows rows) {
    this.rows = rows;
  }

  /// Prepares and switches.
  void convert(String until) throws SQLException {
    run("convert-prepare.sql", Map.of("until", until));
    run("convert-switch.sql", Map.of());
  }

  void addMonth(String month, String until) throws SQLException {
    run("add-month.sql", Map.of("month", month, "until", until));
  }

  void dropMonth(String month) throws SQLException {
    run("drop-month.sql", Map.of("month", month));
  }

  void run(String script, Map<String, String> variables) throws SQLException {
    run(script, variables, "20s");
  }

  /// Each statement on its own, and given up after a time as if it was interrupted.
  void run(String script, Map<String, String> variables, String statementTimeMax)
      throws SQLException {
    try (Connection connection = rows.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set statement_timeout = '" + statementTimeMax + "'");
      String sql = Files.readString(Path.of("partitioning", script)).replaceAll("--.*", "");
      for (var variable : variables.entrySet()) {
        sql =
            sql.replace(":'" + variable.getKey() + "'", "'" + variable.getValue() + "'")
                .replace(":\"" + variable.getKey() + "\"", variable.getValue());
      }
      for (String each : sql.split("(?<=;|\\\\gexec)\\s*\n")) {
        if (each.endsWith(GEXEC)) {
          for (String made : texts(statement, each.substring(0, each.length() - GEXEC.length()))) {
            statement.execute(made);
          }
        } else if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(Statement statement, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (var result = statement.executeQuery(query)) {
      while (result.next()) {
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          texts.add(result.getString(i));
        }
      }
    }
    return texts;
  }

  interface Script {
    void run() throws SQLException;
  }

  /// As [#runBesideReaders], while a transaction that writes stays open.
  void runBesideWriter(Script script) throws Exception {
    try (Connection writer = rows.connect()) {
      writer.setAutoCommit(false);
      writer.createStatement().execute("lock table messages in row exclusive mode");
      runBesideReaders(script);
    }
  }

  /// Runs it while another reads again and again, who may not be held for long. Throws what the
  /// script throws.
  void runBesideReaders(Script script) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (var executor = Executors.newSingleThreadExecutor()) {
      Future<Void> reads =
          executor.submit(() -> {
            readUntil(done);
            return null;
          });
      try {
        script.run();
      } finally {
        done.set(true);
        await(reads);
      }
    }
  }

  private void readUntil(AtomicBoolean done) throws SQLException {
    try (Connection reader = rows.connect();
        Statement statement = reader.createStatement()) {
      statement.execute("set statement_timeout = '" + READ_TIME_MAX + "'");
      do {
        statement.executeQuery("select count(*) from messages").close();
      } while (!done.get());
    }
  }

  private static void await(Future<Void> reads) throws Exception {
    try {
      reads.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("A reader was held", e);
    }
  }
}
