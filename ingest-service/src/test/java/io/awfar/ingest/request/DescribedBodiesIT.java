package io.awfar.ingest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.awfar.embedded.FreePorts;
import io.awfar.schemas.send.Flaw;
import io.awfar.schemas.serde.TrustedContracts;
import io.awfar.testservers.PublicExamples;
import io.awfar.whatsapp.SendCommand;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What we send is what WhatsApp's own description asks for: a mock server made of it says so.
/// Where the description or Node.js is not there, there is nothing to ask.
@EnabledIf("descriptionAndNodeAreThere")
class DescribedBodiesIT {

  private static final Path WORK = Path.of("target/prism");
  private static final int PORT = FreePorts.next();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static Process prism;

  static boolean descriptionAndNodeAreThere() {
    return description().isPresent()
        && Stream.of("node", "npm")
            .allMatch(tool ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
  }

  private static Optional<Path> description() {
    return PublicExamples.find("contracts/meta-cloud-api-v23.yaml");
  }

  @BeforeAll
  static void start() throws Exception {
    TrustedContracts.trust();
    Files.createDirectories(WORK);
    Files.copy(
        Path.of("src/test/node/package.json"),
        WORK.resolve("package.json"),
        StandardCopyOption.REPLACE_EXISTING);
    MetaDescription.read(description().orElseThrow()).write(WORK.resolve("messages.json"));
    run("npm", "install", "--no-audit", "--no-fund", "--loglevel=error");
    prism =
        new ProcessBuilder(
                "node_modules/.bin/prism", "mock", "--errors", "-p", "" + PORT, "messages.json")
            .directory(WORK.toFile())
            .redirectErrorStream(true)
            .redirectOutput(WORK.resolve("prism.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> !FreePorts.isFree(PORT));
  }

  @AfterAll
  static void stop() {
    prism.destroy();
  }

  static Stream<String> names() {
    return ExampleSends.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyKindOfBodyIsAsWhatsAppDescribesIt(String name) throws Exception {
    SendCommand command = ExampleSends.all().get(name);
    byte[] body =
        switch (SendBodies.of(command)) {
          case SendBody.Message(byte[] json) -> json;
          case SendBody.ReadMark(byte[] json) -> json;
          case SendBody.Flawed(Flaw flaw) -> throw new AssertionError(flaw);
        };

    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /// Examples with one or two things changed at random, thousands of them: what our rules let pass,
  /// the description lets pass as well.
  @Test
  void noBodyThatPassesOurRulesIsRefusedByTheDescription() throws Exception {
    List<String> refused = new ArrayList<>();
    int passed = 0;
    for (SendVariants.Variant variant : SendVariants.all()) {
      byte[] body = body(SendBodies.of(variant.command()));
      if (body.length > 0) {
        passed++;
        HttpResponse<String> answer = post(body);
        if (answer.statusCode() != 200) {
          refused.add(variant + " -> " + answer.body());
        }
      }
    }

    assertThat(refused).isEmpty();
    assertThat(passed).isGreaterThan(300);
  }

  /// Empty if it is flawed.
  private static byte[] body(SendBody body) {
    return switch (body) {
      case SendBody.Message(byte[] json) -> json;
      case SendBody.ReadMark(byte[] json) -> json;
      case SendBody.Flawed _ -> new byte[0];
    };
  }

  @Test
  void theServerRefusesWhatTheDescriptionDoes() throws Exception {
    byte[] body =
        "{\"messaging_product\":\"whatsapp\",\"to\":\"1\",\"type\":\"text\",\"text\":{\"bodi\":\"x\"}}"
            .getBytes(StandardCharsets.UTF_8);

    assertThat(post(body).statusCode()).isEqualTo(422);
  }

  private static HttpResponse<String> post(byte[] body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + PORT + "/v23.0/106540352242922/messages"))
            .timeout(Duration.ofSeconds(20))
            .header("User-Agent", "awfar/1.2.3")
            .header("Authorization", "Bearer token")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(WORK.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
