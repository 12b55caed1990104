package io.awfar.bench.persist;

import io.awfar.bench.process.Postgres;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/// The rows that Awfar has written, out of its tables and at one stroke into the same tables,
/// empty: same columns, same indexes. No client can be faster that keeps the indexes.
record Copy(Postgres postgres, String database, Path folder) {

  private static final List<String> TABLES = List.of("messages", "message_statuses");

  /// @param filled where the rows are
  /// @param rows how many they are
  /// @param connections for each table
  Run run(String filled, long rows, int connections) throws Exception {
    List<Callable<Long>> parts = new ArrayList<>();
    for (String table : TABLES) {
      for (Path part : export(filled, table, connections)) {
        parts.add(() -> copyIn(table, part));
      }
    }
    postgres.createDatabase(database, filled);
    postgres.execute(database, "truncate messages, message_statuses, chats, contacts, row_counts");
    postgres.checkpoint();
    double cpu = postgres.cpuSeconds();
    long start = System.nanoTime();
    long copied = 0;
    try (var threads = Executors.newFixedThreadPool(parts.size())) {
      for (Future<Long> part : threads.invokeAll(parts)) {
        copied += part.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Run(
        Contenders.COPY,
        rows / seconds,
        Double.NaN,
        (postgres.cpuSeconds() - cpu) * 1e6 / rows,
        copied == rows);
  }

  /// In the order in which they were written, as many files as connections.
  private List<Path> export(String filled, String table, int connections) throws Exception {
    Path all = folder.resolve(table);
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(filled));
        OutputStream file = Files.newOutputStream(all)) {
      var unused =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("copy " + table + " to stdout", file);
    }
    return Parts.split(all, connections);
  }

  private long copyIn(String table, Path part) throws Exception {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(database));
        InputStream file = Files.newInputStream(part)) {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin", file, 1 << 16);
    }
  }
}
