package io.awfar.bench.process;

import static java.util.Comparator.comparing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One of our services, started from its jar as an operator does.
public final class Service implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofSeconds(180);
  private static final Duration POLL = Duration.ofMillis(25);

  private final Child child;
  private final URI readiness;

  private Service(Child child, URI readiness) {
    this.child = child;
    this.readiness = readiness;
  }

  /// Starts it, without waiting.
  ///
  /// @param module its folder
  /// @param options of its JVM
  /// @param environment its settings
  /// @param managementPort where it says that it is ready
  /// @throws IOException if its jar was not built
  public static Service start(
      Path root,
      String module,
      List<String> options,
      Map<String, String> environment,
      int managementPort,
      Path logs)
      throws IOException {
    List<String> command = Jvm.command(options);
    command.addAll(List.of("-jar", jar(root.resolve(module).resolve("target")).toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(logs.toFile());
    builder.environment().putAll(environment);
    // Nobody would read its standard output, and it would stop when the pipe is full.
    Path log = Jvm.log(logs, module);
    builder.redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
    return new Service(
        Child.start(builder, Jvm.log(logs, module + "-errors")),
        URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"));
  }

  /// Returns when it says that it is ready.
  ///
  /// @throws IOException if it has ended or takes too long
  public Service awaitReady() throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(START_MAX);
    HttpRequest question = HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!isReady(http, question)) {
        if (!child.isAlive() || Instant.now().isAfter(deadline)) {
          throw new IOException("A service did not get ready; see the logs beside " + child.log());
        }
        Thread.sleep(POLL);
      }
    }
    return this;
  }

  /// Resident memory in bytes.
  public long residentBytes() {
    return ProcessCost.residentBytes(child.pid());
  }

  /// What is on its heap and still needed, in bytes; it collects the rest first.
  public long liveBytes() throws IOException {
    return LiveHeap.bytes(child.pid());
  }

  public double cpuSeconds() {
    return ProcessCost.cpuSeconds(child.pid());
  }

  @Override
  public void close() throws IOException {
    child.close();
  }

  private static boolean isReady(HttpClient http, HttpRequest question)
      throws InterruptedException {
    try {
      return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /// The newest, for a version that is gone may have left one.
  static Path jar(Path target) throws IOException {
    try (var files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
          .max(comparing(file -> file.toFile().lastModified()))
          .orElseThrow(() -> new IOException("No jar to run in " + target));
    }
  }
}
