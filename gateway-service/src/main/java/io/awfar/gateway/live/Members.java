package io.awfar.gateway.live;

import io.awfar.whatsapp.WhatsAppError;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Members of an event that are written alike wherever they occur.
final class Members {

  /// Numbers keep the digits that were sent.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final JsonFactory TEXTS = new JsonFactory();

  private Members() {}

  /// A text, an id or a time, null if there is none.
  static void text(JsonGenerator json, String name, @Nullable Object value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeStringProperty(name, value.toString());
    }
  }

  /// A whole number, null if there is none.
  static void number(JsonGenerator json, String name, @Nullable Number value) {
    if (value == null) {
      json.writeNullProperty(name);
    } else {
      json.writeNumberProperty(name, value.longValue());
    }
  }

  /// The first error of a message that failed, as an answer shows it.
  static void error(JsonGenerator json, List<WhatsAppError> errors) {
    if (errors.isEmpty()) {
      json.writeNullProperty("error");
      return;
    }
    WhatsAppError error = errors.getFirst();
    json.writeObjectPropertyStart("error");
    json.writeNumberProperty("code", error.getCode());
    text(json, "title", error.getTitle());
    text(json, "details", error.getDetails() == null ? error.getMessage() : error.getDetails());
    json.writeEndObject();
  }

  /// An object as a text.
  static String object(Consumer<JsonGenerator> members) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = TEXTS.createGenerator(text)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  /// JSON that somebody else wrote, on one line.
  ///
  /// @return null if it is none
  static @Nullable JsonNode foreign(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      JsonNode value = JSON.readTree(text);
      return value.isMissingNode() ? null : value;
    } catch (JacksonException e) {
      return null;
    }
  }
}
