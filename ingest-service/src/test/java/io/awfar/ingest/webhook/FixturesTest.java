package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.publish.KeyedEvent;
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
  private static final Set<String> KNOWN =
      Set.of("messaging_product", "metadata", "contacts", "messages", "statuses", "errors");

  @TestFactory
  Stream<DynamicTest> everyElementOfAPayloadBecomesAnEvent() throws IOException {
    return payloads()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    byte[] body = Files.readAllBytes(file);
    List<KeyedEvent> events = Splitting.splitter().split(body);

    int expected = 0;
    for (JsonNode entry : TREES.readTree(body).path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        JsonNode value = change.path("value");
        boolean messages = change.path("field").asString().equals("messages");
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
    int parts =
        value.path("messages").size() + value.path("statuses").size() + value.path("errors").size();
    boolean others = !KNOWN.containsAll(value.propertyNames());
    return Math.max(1, others ? parts + 1 : parts);
  }

  private static Stream<Path> payloads() throws IOException {
    Path own = Path.of("src/test/resources/webhooks");
    Stream<Path> near = Stream.empty();
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path fixtures = dir.resolveSibling("shared/fixtures");
      if (Files.isDirectory(fixtures)) {
        near = Files.walk(fixtures);
        break;
      }
    }
    return Stream.concat(Files.walk(own), near).filter(file -> file.toString().endsWith(".json"));
  }
}
