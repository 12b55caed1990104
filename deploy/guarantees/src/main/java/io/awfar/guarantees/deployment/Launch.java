package io.awfar.guarantees.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How an instance is started: as an operator would, from the jar that the build leaves.
///
/// @param jar of the service
/// @param ahead put before the jar's own classes; empty for the service as it is
/// @param settings environment variables
/// @param state the folder that it may write to
/// @param smallDisk whether that folder is a small file system of its own
/// @param log what it prints
record Launch(
    Instance instance,
    Path jar,
    String ahead,
    Map<String, String> settings,
    Path state,
    boolean smallDisk,
    Path log) {

  private static final String LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";

  /// The jar that the build left.
  ///
  /// @throws IOException if there is none
  static Path jar(Path root, Service service) throws IOException {
    Path target = root.resolve(service.module()).resolve("target");
    try (var files = Files.newDirectoryStream(target, service.module() + "-*-exec.jar")) {
      for (Path file : files) {
        return file;
      }
    }
    throw new IOException("No jar of " + service.module() + " in " + target);
  }

  Process start() throws IOException {
    Files.createDirectories(state);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + instance.service().heapMegabytesMax() + "m"));
    if (ahead.isEmpty()) {
      command.addAll(List.of("-jar", jar.toString()));
    } else {
      command.addAll(List.of("-Dloader.path=" + ahead, "-cp", jar.toString(), LAUNCHER));
    }
    ProcessBuilder builder =
        new ProcessBuilder(smallDisk ? SmallDisk.wrap(state, command) : command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings);
    return builder.start();
  }
}
