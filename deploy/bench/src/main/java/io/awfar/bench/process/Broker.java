package io.awfar.bench.process;

import io.awfar.embedded.EmbeddedKafka;
import io.awfar.embedded.FreePorts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Kafka broker in a process of its own, so that its CPU can be told from its clients'.
public final class Broker implements AutoCloseable {

  private static final List<String> OPTIONS = List.of("-Xms1g", "-Xmx1g");

  private final Child child;
  private final Path data;
  private final String bootstrapServers;

  private Broker(Child child, Path data, String bootstrapServers) {
    this.child = child;
    this.data = data;
    this.bootstrapServers = bootstrapServers;
  }

  /// Starts it and returns when it accepts clients.
  ///
  /// @throws IOException if it does not start
  public static Broker start(Path folder) throws IOException {
    Path data = folder.resolve("kafka");
    int port = FreePorts.next();
    Child child =
        Jvm.start(
            Main.class,
            OPTIONS,
            folder,
            data.toString(),
            Integer.toString(port),
            Integer.toString(FreePorts.next()));
    return new Broker(child, data, child.awaitLine("READY"));
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  public long pid() {
    return child.pid();
  }

  public double cpuSeconds() {
    return ProcessCost.cpuSeconds(child.pid());
  }

  /// Bytes of the records of all topics whose names begin so; without indexes, whose files are made
  /// larger than what is in them.
  public long logBytes(String topicPrefix) {
    return logBytes(data, topicPrefix);
  }

  /// The broker goes on meanwhile: what it renames or removes before it was looked at counts as
  /// nothing.
  static long logBytes(Path data, String topicPrefix) {
    return files(data.toFile())
        .filter(folder -> folder.getName().startsWith(topicPrefix))
        .flatMap(folder -> files(folder))
        .filter(file -> file.getName().endsWith(".log"))
        .mapToLong(File::length)
        .sum();
  }

  /// What is in a folder; nothing if it is gone or is a file.
  private static Stream<File> files(File folder) {
    File @Nullable [] files = folder.listFiles();
    return files == null ? Stream.empty() : Arrays.stream(files);
  }

  @Override
  public void close() throws IOException {
    child.close();
  }

  /// The process.
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
      try (EmbeddedKafka kafka =
          EmbeddedKafka.start(
              Path.of(arguments[0]),
              Integer.parseInt(arguments[1]),
              Integer.parseInt(arguments[2]))) {
        System.out.println("READY " + kafka.bootstrapServers());
        // Ends with the parent, however that ended.
        while (System.in.read() >= 0) {
          continue;
        }
      }
    }
  }
}
