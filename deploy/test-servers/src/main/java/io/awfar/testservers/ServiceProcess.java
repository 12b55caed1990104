package io.awfar.testservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A service in a JVM of its own, to be killed.
public final class ServiceProcess implements AutoCloseable {

  private final Process process;

  private ServiceProcess(Process process) {
    this.process = process;
  }

  /// Starts one on the class path of the tests.
  ///
  /// @param log what it prints is added to
  public static ServiceProcess start(Class<?> service, Path log, String... arguments)
      throws IOException {
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
                "-cp",
                classPath(),
                service.getName()));
    command.addAll(List.of(arguments));
    return new ServiceProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /// kill -9.
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /// Surefire may run tests from a jar that has no more than a list of paths.
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
