package io.awfar.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// The Apicurio schema registry as a child process, its schemas in a folder that a later start goes
/// on with.
public final class EmbeddedRegistry implements AutoCloseable {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(180);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
  private static final String JAR = "quarkus-run.jar";

  private final Process process;
  private final URI url;

  private EmbeddedRegistry(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /// Starts a registry that refuses incompatible schemas, and returns when it answers.
  ///
  /// @param home the unpacked distribution
  /// @param dir where it keeps its data and log
  /// @throws PortInUseException if one of the ports is taken
  /// @throws IOException if it does not start
  public static EmbeddedRegistry start(Path home, Path dir, int port, int managementPort)
      throws IOException {
    Files.createDirectories(dir);
    Path pidFile = dir.resolve("registry.pid");
    var leftover = LeftoverProcess.of(pidFile, JAR);
    if (leftover.isPresent()) {
      leftover.get().stop("KILL", STOP_TIMEOUT);
    }
    for (int needed : new int[] {port, managementPort}) {
      if (!FreePorts.isFree(needed)) {
        throw new PortInUseException("The schema registry", needed);
      }
    }
    Process process = command(home, dir, port, managementPort).start();
    Files.writeString(pidFile, Long.toString(process.pid()));
    EmbeddedRegistry registry =
        new EmbeddedRegistry(process, URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7"));
    registry.awaitAnswer(dir);
    return registry;
  }

  /// The base url of the Confluent-compatible API, for `schema.registry.url`.
  public URI url() {
    return url;
  }

  /// The base url of Apicurio's own API.
  public URI nativeUrl() {
    return url.resolve("/apis/registry/v3");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while stopping the schema registry", e);
    }
  }

  private static ProcessBuilder command(Path home, Path dir, int port, int managementPort)
      throws IOException {
    Path jar;
    try (var files = Files.walk(home)) {
      jar =
          files
              .filter(file -> file.getFileName().toString().equals(JAR))
              .findFirst()
              .orElseThrow(() -> new IOException("No " + JAR + " below " + home));
    }
    Path log = dir.resolve("registry.log");
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + managementPort,
            "-Dquarkus.log.level=WARN",
            "-Dquarkus.http.access-log.enabled=false",
            "-Dapicurio.storage.sql.kind=h2",
            "-Dapicurio.datasource.url=jdbc:h2:file:" + dir.toAbsolutePath().resolve("schemas"),
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=5",
            "-Dapicurio.rules.global.compatibility=BACKWARD_TRANSITIVE",
            "-jar",
            jar.toString())
        .directory(dir.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile());
  }

  private void awaitAnswer(Path dir) throws IOException {
    Instant deadline = Instant.now().plus(START_TIMEOUT);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest question =
          HttpRequest.newBuilder(URI.create(url + "/subjects"))
              .timeout(Duration.ofSeconds(5))
              .build();
      while (Instant.now().isBefore(deadline)) {
        if (!process.isAlive()) {
          throw new IOException(
              "The schema registry ended with status %d; see %s"
                  .formatted(process.exitValue(), dir.resolve("registry.log")));
        }
        try {
          if (http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not listening yet.
        }
        Thread.sleep(Duration.ofMillis(150));
      }
      throw new IOException("The schema registry does not answer at " + url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the schema registry started", e);
    }
  }
}
