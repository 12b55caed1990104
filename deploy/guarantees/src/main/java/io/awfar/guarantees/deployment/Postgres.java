package io.awfar.guarantees.deployment;

import io.awfar.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL server, whose data outlives its processes.
public final class Postgres {

  static final String NAME = "postgres";
  static final String DATABASE = "awfar";
  static final String USER = EmbeddedPostgres.USER;

  private static final int HEAP_MEGABYTES_MAX = 160;

  private final Path folder;
  private final Path logs;
  private final Ports ports;
  private @Nullable ServerProcess process;

  Postgres(Path data, Path logs, Ports ports) {
    this.folder = data.resolve(NAME);
    this.logs = logs;
    this.ports = ports;
  }

  /// Where to reach it without the wire of the services.
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(ports.postgres(), DATABASE, USER);
  }

  /// Returns when it accepts connections.
  public synchronized void start() throws IOException {
    process =
        ServerProcess.start(
            NAME,
            logs,
            HEAP_MEGABYTES_MAX,
            List.of(folder.toString(), Integer.toString(ports.postgres())));
  }

  /// Stops it in order, or kills it if that takes too long.
  ///
  /// @return false if it was killed
  public synchronized boolean stop() throws IOException, InterruptedException {
    if (process == null || process.stop()) {
      return true;
    }
    kill();
    return false;
  }

  /// Kills the server's first process and its keeper; the others end when they notice, which is
  /// waited for.
  public synchronized void kill() throws IOException, InterruptedException {
    if (process == null || !process.isAlive()) {
      return;
    }
    Optional<ProcessHandle> first = firstProcess();
    List<ProcessHandle> all =
        first
            .map(each -> Stream.concat(each.descendants(), Stream.of(each)).toList())
            .orElse(List.of());
    // The keeper first: it must not stop in order what is to be killed.
    process.kill();
    if (first.isPresent()) {
      Signal.KILL.send(first.get().pid());
    }
    for (ProcessHandle each : all) {
      each.onExit().join();
    }
  }

  private Optional<ProcessHandle> firstProcess() throws IOException {
    try {
      Path file = folder.resolve("data").resolve("postmaster.pid");
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()));
    } catch (NoSuchFileException e) {
      // It has just stopped, and its keeper has not.
      return Optional.empty();
    }
  }
}
