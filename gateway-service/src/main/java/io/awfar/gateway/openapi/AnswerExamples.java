package io.awfar.gateway.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/// Gives each answer that succeeds an example, put together of the examples of its members.
@Component
final class AnswerExamples implements GlobalOpenApiCustomizer {

  private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
  private static final String REF_PREFIX = "#/components/schemas/";
  private static final String ID = "0197a5b0-6c1e-7f00-8000-5d2f4a1b9c3e";
  private static final String TIME = "2026-11-22T10:15:30Z";

  /// What is deeper is left out: a description may name itself.
  private static final int DEPTH_MAX = 8;

  @Override
  public void customise(OpenAPI document) {
    document.getPaths().values().stream()
        .flatMap(path -> path.readOperations().stream())
        .flatMap(operation -> operation.getResponses().entrySet().stream())
        .filter(answer -> answer.getKey().startsWith("2"))
        .flatMap(answer -> json(answer.getValue()).stream())
        .filter(content -> content.getExample() == null && content.getExamples() == null)
        .forEach(content -> content.setExample(of(content.getSchema(), document, 0)));
  }

  private static Optional<MediaType> json(ApiResponse answer) {
    return Optional.ofNullable(answer.getContent())
        .map(content -> content.get(JSON))
        .filter(content -> content.getSchema() != null);
  }

  private static @Nullable Object of(Schema<?> named, OpenAPI document, int depth) {
    Schema<?> schema = resolved(named, document);
    if (schema.getExample() != null) {
      return typed(schema.getExample(), schema);
    }
    if (schema.getExamples() != null && !schema.getExamples().isEmpty()) {
      return typed(schema.getExamples().getFirst(), schema);
    }
    if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
      return schema.getEnum().getFirst();
    }
    if (schema.getAnyOf() != null) {
      return of(schema.getAnyOf().getFirst(), document, depth);
    }
    return switch (type(schema)) {
      case "object" -> object(schema, document, depth + 1);
      case "array" -> array(schema, document, depth + 1);
      case "integer", "number" -> Objects.requireNonNullElse((Object) schema.getMinimum(), 1);
      case "boolean" -> true;
      default -> text(schema);
    };
  }

  private static Map<String, @Nullable Object> object(
      Schema<?> schema, OpenAPI document, int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (schema.getProperties() != null && depth <= DEPTH_MAX) {
      schema
          .getProperties()
          .forEach((name, member) -> members.put(name, of(member, document, depth)));
    }
    return members;
  }

  private static List<@Nullable Object> array(Schema<?> schema, OpenAPI document, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    if (schema.getItems() != null && depth <= DEPTH_MAX) {
      items.add(of(schema.getItems(), document, depth));
    }
    return items;
  }

  private static Schema<?> resolved(Schema<?> schema, OpenAPI document) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : Objects.requireNonNull(
            document.getComponents().getSchemas().get(reference.substring(REF_PREFIX.length())),
            reference);
  }

  private static String type(Schema<?> schema) {
    return Stream.concat(
            Stream.ofNullable(schema.getType()),
            Optional.ofNullable(schema.getTypes()).stream().flatMap(types -> types.stream()))
        .filter(type -> !type.equals("null"))
        .findFirst()
        .orElse(schema.getProperties() == null ? "string" : "object");
  }

  /// Annotations know texts alone.
  private static Object typed(Object example, Schema<?> schema) {
    if (!(example instanceof String text)) {
      return example;
    }
    return switch (type(schema)) {
      case "integer" -> Long.valueOf(text);
      case "boolean" -> Boolean.valueOf(text);
      default -> text;
    };
  }

  private static String text(Schema<?> schema) {
    return switch (Objects.requireNonNullElse(schema.getFormat(), "")) {
      case "uuid" -> ID;
      case "date-time" -> TIME;
      case "email" -> "agent@example.com";
      case "uri" -> "https://example.com";
      default -> "text";
    };
  }
}
