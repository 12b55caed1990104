package io.awfar.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `deploy/run-service`, with a service that needs no server to be alive.
@Timeout(120)
class RunServiceIT {

  private static final Path SCRIPT = Path.of("..", "run-service");
  private static final String SERVICE = "ingest-service";
  private static final int ENDED_BY_SIGTERM = 128 + 15;

  @TempDir Path folder;

  private final int management = FreePorts.next();
  private Process service;

  @AfterEach
  void end() {
    if (service != null) {
      service.destroyForcibly().onExit().join();
    }
  }

  @Test
  void theFirstStopWritesACacheThatTheNextStartUsesAndWhatDoesNotFitIsReplaced() throws Exception {
    start("");
    awaitAlive();
    stop();
    Path cache = cache();

    Path loaded = folder.resolve("loaded");
    start("-Xlog:class+load:file=" + loaded);
    awaitAlive();
    assertThat(Files.readString(loaded))
        .contains("io.awfar.ingest.IngestService source: shared objects file");
    stop();

    Files.writeString(cache, "of another JDK");
    Path left = unpackedFor(service.pid());
    Path inUse = unpackedFor(ProcessHandle.current().pid());
    start("");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.info().command().orElse("").endsWith("/bin/java"));
    assertThat(cache).doesNotExist();
    assertThat(cache.getParent())
        .isDirectoryContaining("glob:**/training-" + service.pid())
        .isDirectoryContaining("glob:**/used-by-" + service.pid());
    assertThat(left).doesNotExist();
    assertThat(inUse).isDirectory();
  }

  @Test
  void anUnknownServiceIsRefusedInOneSentence() throws Exception {
    Process refused =
        new ProcessBuilder(SCRIPT.toString(), "no-service").redirectErrorStream(true).start();

    assertThat(refused.inputReader().lines().toList())
        .singleElement()
        .asString()
        .contains("no-service")
        .contains(SERVICE);
    assertThat(refused.waitFor()).isEqualTo(2);
  }

  private void start(String options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    SCRIPT.toString(),
                    SERVICE,
                    "--server.port=" + FreePorts.next(),
                    "--management.server.port=" + management,
                    "--spring.kafka.bootstrap-servers=127.0.0.1:" + FreePorts.next(),
                    "--awfar.ingest.webhook.app-secrets=secret",
                    "--awfar.ingest.webhook.verify-token=token"))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(Path.of("target", "run-service.log").toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("AWFAR_RUN_FOLDER", folder.toString());
    builder.environment().put("AWFAR_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 " + options);
    service = builder.start();
  }

  private void awaitAlive() {
    await().atMost(Duration.ofSeconds(60)).until(this::isAlive);
  }

  /// The signal must reach the service through the script, and its exit status come back.
  private void stop() throws InterruptedException {
    service.destroy();
    assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(service.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
  }

  /// What a start with another jar has left.
  private Path unpackedFor(long pid) throws IOException {
    Path other = Files.createDirectory(folder.resolve(SERVICE).resolve("other" + pid));
    Files.createFile(other.resolve("used-by-" + pid));
    return other;
  }

  private Path cache() throws IOException {
    // What a training run wrote is taken over by the next start.
    try (Stream<Path> files = Files.walk(folder)) {
      Path written =
          files.filter(file -> file.endsWith(SERVICE + ".aot")).findFirst().orElseThrow();
      return written.getParent().resolveSibling(written.getFileName());
    }
  }

  private boolean isAlive() throws InterruptedException {
    assertThat(service.isAlive()).as("running").isTrue();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI liveness = URI.create("http://127.0.0.1:" + management + "/actuator/health/liveness");
      return client
              .send(
                  HttpRequest.newBuilder(liveness).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
