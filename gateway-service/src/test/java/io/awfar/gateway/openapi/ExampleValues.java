package io.awfar.gateway.openapi;

import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values that a schema takes, made of what it says itself.
///
/// @param ids what to put where an id of something is asked for, by the name of the member
record ExampleValues(Description description, Map<String, String> ids) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// Of an object the members that it must have, and those that name an id.
  JsonNode of(JsonNode named) {
    JsonNode schema = description.resolved(named);
    for (String whole : new String[] {"example", "default"}) {
      if (schema.has(whole)) {
        return schema.path(whole);
      }
    }
    if (schema.has("enum")) {
      return schema.path("enum").get(0);
    }
    if (schema.has("anyOf")) {
      return of(schema.path("anyOf").get(0));
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> JSON.arrayNode().add(of(schema.path("items")));
      case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
      case "boolean" -> JSON.booleanNode(true);
      default -> JSON.stringNode(text(schema));
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(member -> {
          String id = ids.get(member.getKey());
          if (id != null) {
            object.put(member.getKey(), id);
          } else if (schema.path("required").valueStream().anyMatch(isText(member.getKey()))) {
            object.set(member.getKey(), of(member.getValue()));
          }
        });
    return object;
  }

  private static Predicate<JsonNode> isText(String text) {
    return node -> node.asString().equals(text);
  }

  /// The first that is not null.
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream()
            .map(JsonNode::asString)
            .filter(name -> !name.equals("null"))
            .findFirst()
            .orElse("null")
        : type.asString("string");
  }

  private static String text(JsonNode schema) {
    return switch (schema.path("format").asString("")) {
      case "uuid" -> UUID.randomUUID().toString();
      case "date-time" -> "2026-11-22T10:15:30Z";
      case "email" -> "somebody@example.com";
      case "uri" -> "https://example.com";
      default -> "x".repeat(Math.max(8, schema.path("minLength").asInt(0)));
    };
  }
}
