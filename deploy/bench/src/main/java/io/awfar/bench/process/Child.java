package io.awfar.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A process started here, which ends with this one.
///
/// What it writes to standard output is read line by line; standard error goes to a log file.
public final class Child implements AutoCloseable {

  private static final long STOP_SECONDS_MAX = 20;

  private final Process process;
  private final BufferedReader output;
  private final OutputStream input;
  private final Path log;
  private final Thread hook;

  private Child(Process process, Path log) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.input = process.getOutputStream();
    this.log = log;
    this.hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Starts it.
  ///
  /// @param builder what to start, but for its output
  /// @param log takes standard error
  /// @throws IOException if the command is not there
  static Child start(ProcessBuilder builder, Path log) throws IOException {
    return new Child(builder.redirectError(log.toFile()).start(), log);
  }

  public long pid() {
    return process.pid();
  }

  /// Says a word to its standard input.
  ///
  /// @throws IOException if it has ended
  public void tell(String word) throws IOException {
    input.write((word + '\n').getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /// The rest of the next line that begins with the word.
  ///
  /// @throws IOException if it ends before
  public String awaitLine(String word) throws IOException {
    @Nullable String line;
    while ((line = output.readLine()) != null) {
      if (line.startsWith(word)) {
        return line.substring(word.length()).strip();
      }
    }
    throw new IOException("A child process ended without '" + word + "'; see " + log);
  }

  /// The figures that it prints, see [Measured#print()].
  ///
  /// @throws IOException if it ends before
  public Measured awaitMeasured() throws IOException {
    return Measured.parse(awaitLine(Measured.WORD));
  }

  /// Returns its exit status when it has ended by itself.
  public int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  /// Ends it: first by closing its input and a TERM, then by force.
  @Override
  public void close() throws IOException {
    try {
      input.close();
    } catch (IOException e) {
      // It has ended already.
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
