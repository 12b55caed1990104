package io.awfar.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts scripts of this project.
public final class Script {

  private Script() {}

  /// Starts one.
  ///
  /// @param log takes all that it prints
  /// @throws IOException if it is not there
  public static Child start(Path script, List<String> arguments, Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(script.toString());
    command.addAll(arguments);
    return Child.start(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()), log);
  }
}
