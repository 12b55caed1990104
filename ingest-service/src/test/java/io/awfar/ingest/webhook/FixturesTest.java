package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.awfar.ingest.publish.KeyedEvent;
import io.awfar.testservers.PublicExamples;
import io.awfar.whatsapp.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Payloads as seen in the wild: the project's own, and those of public SDKs where they are near.
class FixturesTest {

  private static final JsonMapper TREES = new JsonMapper();
  private static final Set<String> OF_MESSAGES =
      Set.of("messages", "smb_message_echoes", "history");
  private static final List<String> SPLIT =
      List.of("messages", "message_echoes", "statuses", "errors");
  private static final Set<String> KNOWN = Set.of("messaging_product", "metadata", "contacts");

  @TestFactory
  Stream<DynamicTest> everyElementOfAPayloadBecomesAnEvent() throws IOException {
    return tests(Path.of("src/test/resources/webhooks"));
  }

  @TestFactory
  Stream<DynamicTest> everyElementOfAPublicPayloadBecomesAnEvent() throws IOException {
    Path fixtures = PublicExamples.find("fixtures").orElse(null);
    return fixtures == null
        ? Stream.of(
            DynamicTest.dynamicTest(
                "fixtures", () -> abort("no folder of public fixtures beside the checkout")))
        : tests(fixtures);
  }

  private static Stream<DynamicTest> tests(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> payloads = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(payloads).isNotEmpty();
      return payloads.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    List<KeyedEvent> events = Splitting.split(body);

    int expected = 0;
    for (JsonNode entry : TREES.readTree(body).path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        JsonNode value = change.path("value");
        boolean messages = OF_MESSAGES.contains(change.path("field").asString());
        expected += messages ? parts(value) : 1;
      }
    }
    assertThat(events).hasSize(expected);
    for (KeyedEvent event : events) {
      JsonNode payload = TREES.readTree(Splitting.payload(event));
      assertThat(payload.isObject()).isTrue();
      if (event.event().getKind() == EventKind.MESSAGE) {
        assertThat(event.key()).startsWith(event.event().getChannelId() + "|");
      }
      assertThat(event.event().getIdentity()).matches("[msc]\\|.+");
    }
  }

  private static int parts(JsonNode value) {
    int parts = SPLIT.stream().mapToInt(name -> value.path(name).size()).sum();
    boolean others =
        value.propertyNames().stream()
            .anyMatch(name -> !KNOWN.contains(name) && !SPLIT.contains(name));
    return Math.max(1, others ? parts + 1 : parts);
  }
}
