package io.awfar.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server of an earlier run that outlived its parent, which was killed.
final class LeftoverProcess {

  private static final Logger log = LoggerFactory.getLogger(LeftoverProcess.class);

  private final ProcessHandle process;

  private LeftoverProcess(ProcessHandle process) {
    this.process = process;
  }

  /// The process whose pid is the first line of a file, if it lives and its command line holds a
  /// word; pids are used again, so the number alone proves nothing.
  static Optional<LeftoverProcess> of(Path pidFile, String commandWord) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String firstLine = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    if (firstLine.isEmpty() || !firstLine.chars().allMatch(Character::isDigit)) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(firstLine))
        .filter(ProcessHandle::isAlive)
        .filter(process -> commandLine(process).contains(commandWord))
        .map(LeftoverProcess::new);
  }

  /// Asks the process to end with a signal and waits.
  ///
  /// @throws IOException if it is still there after the time-out
  void stop(String signal, Duration timeout) throws IOException {
    log.info("Stopping process {} of an earlier run", process.pid());
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while stopping process " + process.pid(), e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(
          "Process %d of an earlier run does not stop".formatted(process.pid()), e);
    }
  }

  private static String commandLine(ProcessHandle process) {
    // The handle's own view is cut off at one page; Linux gives all of it here.
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }
}
