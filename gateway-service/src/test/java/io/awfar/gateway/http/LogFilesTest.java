package io.awfar.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service's way of logging, in a process of its own that says things ([LoggingProgram]).
class LogFilesTest {

  @TempDir Path folder;

  @Test
  void withoutADirectoryThereAreNoFilesAndTheConsoleIsJson() throws Exception {
    List<String> console = run(1, "AWFAR_LOG_FORMAT=ecs");

    assertThat(folder).isEmptyDirectory();
    JsonNode line = line(console, "a request");
    assertThat(line.path("requestId").asString()).isEqualTo("request-1");
    assertThat(line.path("route").asString()).isEqualTo("/api");
    assertThat(line.at("/log/logger").asString()).isEqualTo("http");
  }

  @Test
  void plainLinesHaveTheIdOfTheRequest() throws Exception {
    List<String> console = run(1, "AWFAR_LOG_FORMAT=");

    assertThat(console)
        .anySatisfy(line -> assertThat(line).contains("[request-1]", "http", "a request"));
  }

  @Test
  void allLogHoldsEverythingAndErrorLogTheErrors() throws Exception {
    run(1, "AWFAR_LOG_FORMAT=", "AWFAR_LOG_DIRECTORY=" + folder);

    List<String> all = Files.readAllLines(folder.resolve("all.log"));
    List<String> errors = Files.readAllLines(folder.resolve("error.log"));
    assertThat(line(all, "a request").path("requestId").asString()).isEqualTo("request-1");
    assertThat(line(all, "a fact").path("message").asString()).isEqualTo("a fact");
    assertThat(line(errors, "a fault").at("/error/stack_trace").asString())
        .contains("IllegalStateException");
    assertThat(errors).hasSize(1);
    assertThat(line(all, "a fault").isMissingNode()).isFalse();
  }

  @Test
  void filesAreRotatedBySizeAndNoMoreOfThemAreKeptThanMay() throws Exception {
    run(
        40,
        "AWFAR_LOG_DIRECTORY=" + folder,
        "AWFAR_LOG_FILE_SIZE_MAX=2KB",
        "AWFAR_LOG_FILES_MAX=2");

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("all.log", "all.1.log.gz", "all.2.log.gz", "error.log")
          .doesNotContain("all.3.log.gz");
    }
    assertThat(new String(unzipped(folder.resolve("all.1.log.gz")))).contains("a request");
  }

  private static byte[] unzipped(Path file) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file))).readAllBytes();
  }

  /// What the program writes to its console.
  private static List<String> run(int rounds, String... settings) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LoggingProgram.class.getName(),
                Integer.toString(rounds),
                "--spring.main.web-application-type=none",
                // Not the one of tests, which would come first.
                "--logging.config=classpath:logback-spring.xml"));
    for (String setting : settings) {
      command.add("--" + setting);
    }
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> console = new String(program.getInputStream().readAllBytes()).lines().toList();
    assertThat(program.waitFor()).as(String.join("\n", console)).isZero();
    return console;
  }

  private static JsonNode line(List<String> lines, String message) {
    return lines.stream()
        .filter(line -> line.startsWith("{") && line.contains(message))
        .map(line -> JsonMapper.shared().readTree(line))
        .findFirst()
        .orElseThrow(() -> new AssertionError(message + " is not in " + lines));
  }
}
