package io.awfar.bench.persist;

import io.awfar.bench.process.MachineTime;
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

  private static final String MESSAGES = "messages";
  private static final String STATUSES = "message_statuses";

  /// @param nanos when its last row was committed
  private record Copied(String table, long rows, long nanos) {}

  /// @param filled where the rows are
  /// @param before so many rows are copied before the clock starts, as others warm up: an index
  ///   that is empty takes rows faster than one that is not
  /// @param all so many rows there are
  /// @param connections for each table
  Run run(String filled, Rows before, Rows all, int connections) throws Exception {
    Parts messages = Parts.split(export(filled, MESSAGES), before.messages(), connections);
    Parts statuses = Parts.split(export(filled, STATUSES), before.statuses(), connections);
    postgres.createDatabase(database, filled);
    postgres.execute(database, "truncate messages, message_statuses, chats, contacts, row_counts");
    postgres.checkpoint();
    long rows = copyIn(MESSAGES, messages.head()).rows + copyIn(STATUSES, statuses.head()).rows;
    List<Callable<Copied>> parts = new ArrayList<>();
    messages.rest().forEach(part -> parts.add(() -> copyIn(MESSAGES, part)));
    statuses.rest().forEach(part -> parts.add(() -> copyIn(STATUSES, part)));
    double cpu = postgres.cpuSeconds();
    MachineTime machine = MachineTime.now();
    long start = System.nanoTime();
    List<Copied> copied = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(parts.size())) {
      for (Future<Copied> part : threads.invokeAll(parts)) {
        copied.add(part.get());
      }
    }
    Rows timed = all.minus(before);
    double idle = MachineTime.now().idleSince(machine);
    double cpuPerMillion = (postgres.cpuSeconds() - cpu) * 1e6 / timed.all();
    long end =
        copied.stream()
            .filter(part -> part.table.equals(MESSAGES))
            .mapToLong(Copied::nanos)
            .max()
            .orElseThrow();
    rows += copied.stream().mapToLong(Copied::rows).sum();
    return new Run(
        Contenders.COPY,
        timed.messages() * 1e9 / (end - start),
        Double.NaN,
        cpuPerMillion,
        Double.NaN,
        idle,
        before,
        timed,
        rows == all.all());
  }

  /// In the order in which they were written.
  private Path export(String filled, String table) throws Exception {
    Path all = folder.resolve(table);
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(filled));
        OutputStream file = Files.newOutputStream(all)) {
      var unused =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("copy " + table + " to stdout", file);
    }
    return all;
  }

  private Copied copyIn(String table, Path part) throws Exception {
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(database));
        InputStream file = Files.newInputStream(part)) {
      long rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + table + " from stdin", file, 1 << 16);
      return new Copied(table, rows, System.nanoTime());
    }
  }
}
