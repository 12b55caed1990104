package io.awfar.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Rivals that run on Node.js, their libraries installed once for each benchmark.
public record Node(Path folder) {

  /// Copies the programs and installs what they need.
  ///
  /// @param programs the folder `node` of this module
  /// @throws IOException if Node.js or npm is not there, or the libraries cannot be had
  public static Node install(Path programs, Path folder) throws IOException, InterruptedException {
    try (var files = Files.list(programs)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path log = folder.resolve("npm.log");
    int status =
        new ProcessBuilder(
                "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--omit=dev")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("npm install failed; see " + log);
    }
    return new Node(folder);
  }

  /// Starts a program; it prints READY when it listens.
  ///
  /// @throws IOException if it cannot be started
  public Child start(String program, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("node", program).directory(folder.toFile());
    builder.environment().put("NODE_ENV", "production");
    builder.environment().putAll(environment);
    return Child.start(builder, Jvm.log(folder, program));
  }
}
