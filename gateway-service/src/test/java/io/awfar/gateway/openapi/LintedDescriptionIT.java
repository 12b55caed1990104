package io.awfar.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.gateway.SharedGateway;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The document is a good one by the rules of Spectral, where Node.js is there to ask it.
@EnabledIf("nodeIsThere")
class LintedDescriptionIT {

  private static final Path WORK = Path.of("target/spectral");

  static boolean nodeIsThere() {
    return Stream.of("node", "npm")
        .allMatch(tool ->
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
  }

  @BeforeAll
  static void install() throws Exception {
    Files.createDirectories(WORK);
    for (String file : new String[] {"package.json", "spectral.yaml"}) {
      Files.copy(
          Path.of("src/test/node", file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error")).isEmpty();
  }

  @Test
  void theDocumentHasNoFlaw() throws Exception {
    Files.write(WORK.resolve("openapi.json"), document("/openapi"));

    assertThat(lint("openapi.json")).isEmpty();
  }

  @Test
  void aFlawIsFound() throws Exception {
    String flawed =
        new String(document("/openapi"), StandardCharsets.UTF_8)
            .replace("\"operationId\":\"listChats\"", "\"operationId\":\"search\"");
    Files.writeString(WORK.resolve("flawed.json"), flawed);

    assertThat(lint("flawed.json")).contains("operation-operationId-unique");
  }

  private static byte[] document(String path) {
    return SharedGateway.GATEWAY
        .api()
        .get()
        .uri(path)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .returnResult()
        .getResponseBody();
  }

  private static String lint(String file) throws Exception {
    return run(
        "node_modules/.bin/spectral",
        "lint",
        "--quiet",
        "--fail-severity=warn",
        "--display-only-failures",
        "--ruleset",
        "spectral.yaml",
        file);
  }

  /// What a command says, nothing if it succeeds.
  private static String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : output;
  }
}
