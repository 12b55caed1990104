package io.awfar.guarantees.deployment;

import io.awfar.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  public synchronized void stop() throws IOException, InterruptedException {
    if (process != null) {
      process.stop();
    }
  }

  /// Kills the server's first process and its keeper; the others end when they notice, which is
  /// waited for.
  public synchronized void kill() throws IOException, InterruptedException {
    if (process == null || !process.isAlive()) {
      return;
    }
    long pid =
        Long.parseLong(
            Files.readAllLines(folder.resolve("data").resolve("postmaster.pid")).getFirst());
    List<ProcessHandle> all =
        ProcessHandle.of(pid)
            .map(first -> Stream.concat(first.descendants(), Stream.of(first)).toList())
            .orElse(List.of());
    // The keeper first: it must not stop in order what is to be killed.
    process.kill();
    Signal.KILL.send(pid);
    for (ProcessHandle each : all) {
      each.onExit().join();
    }
  }
}
