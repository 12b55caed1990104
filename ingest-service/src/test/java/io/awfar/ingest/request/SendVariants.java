package io.awfar.ingest.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.awfar.schemas.send.SendJson;
import io.awfar.whatsapp.SendCommand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Contents that people send by mistake: the examples, with members left out, misspelt, doubled, of
/// another type or with another value. The same ones each time.
final class SendVariants {

  /// @param name of the example
  record Variant(String name, String content) {

    SendCommand command() {
      return ExampleSends.send(ExampleSends.type(name), content).build();
    }
  }

  private static final long SEED = 20261129;

  /// Of each example.
  private static final int VARIANTS = 250;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x",
          "0",
          "9",
          "10",
          "HOME",
          "Office",
          "TEXT",
          "text",
          "image",
          "button",
          "url",
          "copy_code",
          "draft",
          "navigate",
          "wamid.B",
          "1990-12-31",
          "1990-13-31",
          "b@example.org",
          "b at example.org",
          "https://example.org/b",
          "ftp://example.org/b",
          "https://example.org/\u0635\u0648\u0631\u0629",
          "https://my_bucket.example.org/b",
          "https://\u0645\u062b\u0627\u0644.com/b",
          "https://stra\u00dfe.example/b",
          "https://a:b@example.org/b",
          "x".repeat(20),
          "x".repeat(61),
          "\ud83d\udc4d".repeat(25),
          "x".repeat(1025),
          "x".repeat(4097));

  private final Random random = new Random(SEED);

  private SendVariants() {}

  static List<Variant> all() throws JsonProcessingException {
    SendVariants variants = new SendVariants();
    List<Variant> all = new ArrayList<>();
    for (var example : ExampleSends.contents().entrySet()) {
      for (int i = 0; i < VARIANTS; i++) {
        JsonNode content = SendJson.reader().readTree(example.getValue());
        for (int change = variants.random.nextInt(2); change >= 0; change--) {
          variants.change(content);
        }
        all.add(new Variant(example.getKey(), SendJson.writer().writeValueAsString(content)));
      }
    }
    return all;
  }

  /// Changes one place somewhere within an object or array.
  private void change(JsonNode root) {
    List<JsonNode> parents = new ArrayList<>();
    collect(root, parents);
    switch (parents.get(random.nextInt(parents.size()))) {
      case ObjectNode object -> changeMember(object);
      case ArrayNode array -> changeElement(array);
      case JsonNode other -> throw new IllegalStateException("has no members: " + other);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> parents) {
    if (node.isContainerNode()) {
      parents.add(node);
      node.forEach(child -> collect(child, parents));
    }
  }

  private void changeMember(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "id" : names.get(random.nextInt(names.size()));
    JsonNode value = object.path(name);
    switch (random.nextInt(5)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(misspelt(name), value.isMissingNode() ? NODES.nullNode() : value);
      case 2 -> {
        object.remove(name);
        object.set(misspelt(name), value.isMissingNode() ? NODES.nullNode() : value);
      }
      case 3 -> object.set(foreign(), value());
      default -> object.set(name, value());
    }
  }

  private void changeElement(ArrayNode array) {
    if (array.isEmpty()) {
      array.add(value());
      return;
    }
    int index = random.nextInt(array.size());
    switch (random.nextInt(3)) {
      case 0 -> array.remove(index);
      case 1 -> array.add(array.get(index).deepCopy());
      default -> array.set(index, value());
    }
  }

  private static String misspelt(String name) {
    return name.length() < 2 ? name + name : name.substring(1) + name.charAt(0);
  }

  /// A member that another kind of object has.
  private String foreign() {
    List<String> names =
        List.of(
            "caption",
            "filename",
            "voice",
            "index",
            "sub_type",
            "parameters",
            "cards",
            "title",
            "description",
            "sub_text",
            "type",
            "name",
            "text",
            "payload",
            "provider");
    return names.get(random.nextInt(names.size()));
  }

  private JsonNode value() {
    return switch (random.nextInt(8)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextInt(12));
      case 3 -> NODES.numberNode(new BigDecimal("1.50"));
      case 4 -> random.nextBoolean() ? NODES.objectNode() : NODES.arrayNode();
      default -> NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
    };
  }
}
