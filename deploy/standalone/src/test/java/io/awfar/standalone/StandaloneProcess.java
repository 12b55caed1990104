package io.awfar.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Awfar as a process of its own, started as the run script starts it.
final class StandaloneProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private StandaloneProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static StandaloneProcess start(StandaloneOptions options, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-XX:+UseSerialGC");
    command.add("-Dawfar.registry.home=" + System.getProperty("awfar.registry.home"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Standalone.class.getName());
    command.add("--data");
    command.add(options.data().toString());
    for (Map.Entry<Port, Integer> port : options.ports().entrySet()) {
      command.add("--" + port.getKey().option());
      command.add(port.getValue().toString());
    }
    command.addAll(List.of(more));
    return new StandaloneProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /// The next line that starts so; fails with all output if the process ends before.
  String awaitLine(String start) throws IOException {
    String line;
    while ((line = output.readLine()) != null) {
      lines.add(line);
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new AssertionError("Ended without a line " + start + ":\n" + String.join("\n", lines));
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /// Reads the output to its end and waits; empty if the process does not end in time.
  Optional<Integer> exitStatus(long seconds) throws IOException, InterruptedException {
    String line;
    while ((line = output.readLine()) != null) {
      lines.add(line);
    }
    return process.waitFor(seconds, TimeUnit.SECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}
