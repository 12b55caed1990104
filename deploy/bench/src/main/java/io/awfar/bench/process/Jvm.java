package io.awfar.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts classes of this program in JVMs of their own.
public final class Jvm {

  /// Java 25 warns on native access and Unsafe, which Netty, RocksDB and lz4 need.
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseCompactObjectHeaders");

  /// As in `deploy/run-service` and `deploy/standalone/run`. G1 holds each answer to a fetch as a
  /// humongous object and, once its threshold has adapted to that, marks the heap for every one:
  /// noise larger than many a difference.
  private static final String COLLECTOR = "-XX:+UseSerialGC";

  private Jvm() {}

  /// Starts a main class on this program's class path.
  ///
  /// @param options of the JVM, such as its heap
  /// @param logs folder for its standard error
  /// @throws IOException if it cannot be started
  public static Child start(Class<?> main, List<String> options, Path logs, String... arguments)
      throws IOException {
    List<String> command = command(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return Child.start(new ProcessBuilder(command), log(logs, main.getSimpleName()));
  }

  static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    if (options.stream().noneMatch(option -> option.endsWith("GC"))) {
      command.add(COLLECTOR);
    }
    command.addAll(options);
    return command;
  }

  static Path log(Path logs, String name) {
    return logs.resolve(name + '-' + System.nanoTime() + ".log");
  }
}
