package io.awfar.guarantees.deployment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a JVM of its own, so that it can be killed.
final class ServerProcess {

  private static final long STOP_SECONDS_MAX = 30;

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /// Starts it and returns when it accepts clients.
  ///
  /// @throws IOException if it ends instead
  static ServerProcess start(String name, Path logs, int heapMegabytesMax, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heapMegabytesMax + "m",
                "-Dlogback.configurationFile=io/awfar/guarantees/logging.xml",
                "-Dguarantees.log=" + logs.resolve(name + ".log"),
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                name));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".err").toFile()))
            .start();
    BufferedReader output = process.inputReader();
    String line;
    while ((line = output.readLine()) != null) {
      if (line.equals(ServerMain.STARTED)) {
        // Nothing may fill the pipe up. No virtual thread: one that waits for a pipe keeps the
        // platform thread that carries it.
        Thread.ofPlatform().daemon().start(() -> discard(output));
        return new ServerProcess(process);
      }
    }
    throw new IOException("The %s server did not start; see %s".formatted(name, logs));
  }

  private static void discard(BufferedReader output) {
    try {
      long unused = output.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // Killed: the pipe was closed while it was read, and nothing more will come.
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Tells it to stop.
  ///
  /// @return false if it still ran when the longest wait was over
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
  }

  void kill() throws InterruptedException {
    int unused = process.destroyForcibly().waitFor();
  }
}
