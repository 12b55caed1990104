package io.awfar.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.awfar.ingest.publish.KeyedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Random histories: whatever is in them, no part is lost or changed.
class HistoryPropertiesTest {

  private static final JsonMapper TREES = new JsonMapper();

  /// A history, and what it holds: its messages in order, and what belongs to none of them.
  private record History(String value, List<String> messages, List<String> others) {

    static History of(JsonTexts json) {
      History history = new History("", new ArrayList<>(), new ArrayList<>());
      List<String> chunks = json.list(3, () -> history.chunk(json));
      String value =
          json.object(
              List.of(
                  json.member("metadata", "{\"phone_number_id\":\"p\"}"),
                  json.member("history", json.array(chunks))));
      return new History(value, history.messages, history.others);
    }

    private String chunk(JsonTexts json) {
      List<String> threads = json.list(3, () -> thread(json));
      return json.object(
          List.of(json.member("threads", json.array(threads)), other(json, "metadata")));
    }

    private String thread(JsonTexts json) {
      List<String> ofThread = json.list(4, () -> message(json));
      messages.addAll(ofThread);
      return json.object(
          List.of(
              json.member("messages", json.array(ofThread)),
              json.member("id", json.string()),
              other(json, "novelty")));
    }

    private static String message(JsonTexts json) {
      return json.object(List.of(json.member("id", json.string()), json.member("n", json.value())));
    }

    private String other(JsonTexts json, String name) {
      String member = json.member(name, json.value());
      others.add(member);
      return member;
    }
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void noPartOfAHistoryIsLostOrChanged(@ForAll long seed) {
    History history = History.of(new JsonTexts(new Random(seed)));

    List<String> payloads =
        new ArrayList<>(
            Splitting.payloads(Splitting.split(Splitting.body("history", history.value()))));

    String rest = payloads.removeLast();
    history.others().forEach(other -> assertThat(rest).contains(other));
    assertThat(payloads).hasSameSizeAs(history.messages());
    for (int i = 0; i < payloads.size(); i++) {
      assertThat(payloads.get(i)).contains("\"messages\":[" + history.messages().get(i) + "]");
      JsonNode threads = TREES.readTree(payloads.get(i)).at("/history/0/threads");
      assertThat(threads.size()).isEqualTo(1);
      assertThat(threads.at("/0/messages").size()).isEqualTo(1);
    }
    if (!payloads.isEmpty()) {
      assertThat(TREES.readTree(rest).findValues("messages")).isEmpty();
    }
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void anythingInPlaceOfAHistoryIsKept(@ForAll long seed) {
    JsonTexts json = new JsonTexts(new Random(seed));
    String value = "{\"history\":[{\"threads\":[%s,%s]}]}".formatted(json.value(), json.value());

    List<KeyedEvent> events = Splitting.split(Splitting.body("history", value));

    assertThat(Splitting.payloads(events)).containsExactly(value);
  }
}
