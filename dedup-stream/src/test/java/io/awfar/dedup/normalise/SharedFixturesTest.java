package io.awfar.dedup.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.awfar.dedup.Payloads;
import io.awfar.testservers.PublicExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Payloads from public SDKs, where they lie beside the project.
class SharedFixturesTest {

  private static final JsonMapper JSON = new JsonMapper();

  private final Normaliser normaliser = new Normaliser(1 << 20);

  @Test
  void nothingThatOthersCallValidIsQuarantined() throws IOException {
    List<Path> fixtures = fixtures();
    assertThat(fixtures).isNotEmpty();
    for (Path file : fixtures) {
      for (JsonNode entry : JSON.readTree(Files.readString(file)).path("entry")) {
        for (JsonNode change : entry.path("changes")) {
          for (JsonNode value : events(change.get("value"))) {
            assertThat(
                    normaliser.normalise(
                        Payloads.rawEvent(
                            entry.path("id").asString("0"), change.get("field").asString(), value)))
                .as(file.toString())
                .isNotInstanceOf(Normalised.Quarantined.class);
          }
        }
      }
    }
  }

  /// One value per message or status; the contacts stay, since each fixture is of one person.
  private static List<JsonNode> events(JsonNode value) {
    List<JsonNode> events = new ArrayList<>();
    for (String kind : List.of("messages", "statuses")) {
      for (JsonNode element : value.path(kind)) {
        ObjectNode one = ((ObjectNode) value).deepCopy();
        one.remove(List.of("messages", "statuses"));
        one.putArray(kind).add(element);
        events.add(one);
      }
    }
    return events.isEmpty() ? List.of(value) : events;
  }

  private static List<Path> fixtures() throws IOException {
    Path folder =
        PublicExamples.find("fixtures")
            .orElseGet(() -> abort("no folder of public fixtures beside the checkout"));
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }
}
