package io.awfar.bench.process;

import io.awfar.embedded.EmbeddedS3;
import io.awfar.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// An S3 server in a process of its own.
public final class ObjectStore implements AutoCloseable {

  public static final String ACCESS_KEY = "bench-access";
  public static final String SECRET_KEY = "bench-secret-key";

  private static final List<String> OPTIONS = List.of("-Xms512m", "-Xmx512m");

  private final Child child;
  private final String endpoint;

  private ObjectStore(Child child, String endpoint) {
    this.child = child;
    this.endpoint = endpoint;
  }

  /// Starts it and returns when it accepts requests.
  ///
  /// @throws IOException if it does not start
  public static ObjectStore start(Path folder) throws IOException {
    Child child =
        Jvm.start(
            Main.class,
            OPTIONS,
            folder,
            folder.resolve("s3").toString(),
            Integer.toString(FreePorts.next()));
    return new ObjectStore(child, child.awaitLine("READY"));
  }

  public String endpoint() {
    return endpoint;
  }

  public double cpuSeconds() {
    return ProcessCost.cpuSeconds(child.pid());
  }

  @Override
  public void close() throws IOException {
    child.close();
  }

  /// The process.
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
      try (EmbeddedS3 store =
          EmbeddedS3.start(
              Path.of(arguments[0]), Integer.parseInt(arguments[1]), ACCESS_KEY, SECRET_KEY)) {
        System.out.println("READY " + store.endpoint());
        // Ends with the parent, however that ended.
        while (System.in.read() >= 0) {
          continue;
        }
      }
    }
  }
}
