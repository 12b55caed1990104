package io.awfar.dedup.normalise;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ContainerNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON that nobody should send.
final class HostileJson {

  private static final JsonMapper JSON = new JsonMapper();

  /// Values as JSON text, since no library writes some of them.
  private static final List<String> NASTY =
      List.of(
          "null",
          "true",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"\\ud83d\\ude4f\"",
          "\"a\\u0000\\ud800\\u0000b\"",
          "0",
          "-1",
          "-0.0",
          "1e400",
          "-1e-400",
          "1e999999999",
          "1E+2147483648",
          "9223372036854775808",
          "253402300800",
          "1.5",
          "NaN",
          "Infinity",
          "\"NaN\"",
          "\"1e309\"",
          "\"99999999999999999999\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[{}]",
          "{\"\":{}}",
          "{\"id\":{\"id\":[]}}",
          "{\"\\u0000\":\"\\ud800\"}",
          "[" + "[".repeat(300),
          "[".repeat(150) + "]".repeat(150),
          "1" + "0".repeat(900),
          "\"" + "x".repeat(9_000) + "\"",
          "\"\uFFFF\u2028\u202E\"",
          "{\"type\":\"type\"}",
          "\"messages\"");

  private static final List<String> NAMES =
      List.of(
          "messages",
          "statuses",
          "contacts",
          "metadata",
          "id",
          "from",
          "from_user_id",
          "wa_id",
          "user_id",
          "profile",
          "name",
          "timestamp",
          "type",
          "text",
          "body",
          "image",
          "location",
          "latitude",
          "longitude",
          "interactive",
          "button_reply",
          "nfm_reply",
          "response_json",
          "reaction",
          "message_id",
          "emoji",
          "context",
          "referred_product",
          "errors",
          "code",
          "error_data",
          "edit",
          "original_message_id",
          "message",
          "group_id",
          "status",
          "pricing",
          "billable",
          "conversation",
          "expiration_timestamp",
          "origin",
          "system",
          "message_echoes",
          "history",
          "threads",
          "history_context",
          "to",
          "to_user_id",
          "previous_user_id",
          "order",
          "");

  private HostileJson() {}

  /// Any JSON, mostly of known names in wrong places.
  static Arbitrary<String> texts() {
    Arbitrary<String> leaf = Arbitraries.of(NASTY);
    return Arbitraries.recursive(() -> leaf, HostileJson::nested, 0, 5);
  }

  /// A real payload in which some values were replaced by nasty ones.
  static String damaged(JsonNode payload, Random random) {
    JsonNode damaged = payload.deepCopy();
    int wounds = 1 + random.nextInt(3);
    for (int i = 0; i < wounds; i++) {
      wound(damaged, "wound" + i, random);
    }
    String text = JSON.writeValueAsString(damaged);
    for (int i = 0; i < wounds; i++) {
      text = text.replace("\"wound" + i + "\"", NASTY.get(random.nextInt(NASTY.size())));
    }
    return text;
  }

  private static Arbitrary<String> nested(Arbitrary<String> value) {
    Arbitrary<String> member =
        Arbitraries.of(NAMES).flatMap(name -> value.map(v -> "\"" + name + "\":" + v));
    return Arbitraries.frequencyOf(
        Tuple.of(1, value),
        Tuple.of(3, value.list().ofMaxSize(3).map(values -> "[" + String.join(",", values) + "]")),
        Tuple.of(
            5, member.list().ofMaxSize(6).map(members -> "{" + String.join(",", members) + "}")));
  }

  private static void wound(JsonNode node, String mark, Random random) {
    if (!(node instanceof ContainerNode<?> container) || container.isEmpty()) {
      return;
    }
    int index = random.nextInt(container.size());
    switch (container) {
      case ObjectNode object -> {
        String name = object.propertyNames().stream().skip(index).findFirst().orElseThrow();
        if (object.get(name).isContainer() && random.nextInt(4) > 0) {
          wound(object.get(name), mark, random);
        } else {
          object.put(name, mark);
        }
      }
      case ArrayNode array -> {
        if (array.get(index).isContainer() && random.nextInt(4) > 0) {
          wound(array.get(index), mark, random);
        } else {
          array.set(index, JSON.valueToTree(mark));
        }
      }
      default -> throw new IllegalStateException();
    }
  }
}
