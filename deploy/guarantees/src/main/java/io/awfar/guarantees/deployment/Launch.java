package io.awfar.guarantees.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// How an instance is started: from the jar that the build leaves, which the run script had unpack
/// itself.
///
/// @param jvm options of its JVM, beside the bound of its heap
/// @param jar of the service, beside its libraries
/// @param ahead put before the jar's own classes; empty for the service as it is
/// @param settings environment variables
/// @param state the folder that it may write to
/// @param smallDisk whether that folder is a small file system of its own
/// @param log what it prints
record Launch(
    Instance instance,
    List<String> jvm,
    Path jar,
    String ahead,
    Map<String, String> settings,
    Path state,
    boolean smallDisk,
    Path log) {

  /// The jar of a service.
  ///
  /// @param unpacked the folder of all unpacked services
  /// @throws IOException if there is none
  static Path jar(Path unpacked, Service service) throws IOException {
    Path folder = unpacked.resolve(service.module());
    try (var files = Files.newDirectoryStream(folder, service.module() + "-*.jar")) {
      for (Path file : files) {
        return file;
      }
    }
    throw new IOException("No jar of " + service.module() + " in " + folder);
  }

  Process start() throws IOException {
    Files.createDirectories(state);
    List<String> command = command();
    ProcessBuilder builder =
        new ProcessBuilder(smallDisk ? SmallDisk.wrap(state, command) : command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(settings);
    return builder.start();
  }

  /// With the bound of the heap first: of two a JVM takes the last.
  List<String> command() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx" + instance.service().heapMegabytesMax() + "m"));
    command.addAll(jvm);
    if (ahead.isEmpty()) {
      command.addAll(List.of("-jar", jar.toString()));
    } else {
      command.addAll(List.of("-cp", ahead + File.pathSeparator + jar, mainClass()));
    }
    return command;
  }

  private String mainClass() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    }
  }
}
