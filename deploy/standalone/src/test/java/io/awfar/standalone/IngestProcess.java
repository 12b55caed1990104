package io.awfar.standalone;

import io.awfar.ingest.send.SendStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A [StoppedIngest], seen from outside.
final class IngestProcess implements AutoCloseable {

  private final Process process;
  private final Path folder;

  private IngestProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /// @param step where its sends come to a halt, null for nowhere
  /// @param turn at which time that the step is reached
  static IngestProcess start(Path log, @Nullable SendStep step, int turn, List<String> arguments)
      throws IOException {
    Path folder = Files.createTempDirectory(log.toAbsolutePath().getParent(), "ingest");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx256m",
                "-D" + StoppedIngest.FOLDER + "=" + folder,
                "-D" + StoppedIngest.TURN + "=" + turn));
    if (step != null) {
      command.add("-D" + StoppedIngest.STEP + "=" + step);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), StoppedIngest.class.getName()));
    command.addAll(arguments);
    return new IngestProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start(),
        folder);
  }

  boolean isHalted() {
    return Files.exists(folder.resolve(StoppedIngest.HALTED));
  }

  /// The send that it halted at.
  UUID haltedAt() throws IOException {
    return UUID.fromString(Files.readString(folder.resolve(StoppedIngest.HALTED)));
  }

  /// kill -9.
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /// Stops it as a machine does that is out of breath: it does not know.
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /// Lets it go on where it was.
  void thaw() throws IOException, InterruptedException {
    Files.createFile(folder.resolve(StoppedIngest.GO_ON));
    signal("CONT");
  }

  @Override
  public void close() {
    kill();
  }

  private void signal(String name) throws IOException, InterruptedException {
    int unused =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
