package io.awfar.dedup.normalise;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// JSON of payloads, within bounds and with only text and numbers that every consumer can keep.
final class PayloadJson {

  /// Deepest nesting of a payload; WhatsApp's own has about ten.
  static final int NESTING_MAX = 200;

  /// Beyond these powers of ten a number fits neither a double nor a column and becomes text.
  private static final int EXPONENT_MAX = 300;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
                  .build())
          // Doubles would change the digits of an amount.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PayloadJson() {}

  /// Reads a payload. Bytes that are not UTF-8 become U+FFFD.
  ///
  /// @throws JacksonException if it is not JSON or beyond the bounds; its message may quote the
  ///   content
  /// @throws NumberFormatException if an exponent does not fit an `int`
  static JsonNode read(ByteBuffer utf8) {
    return clean(JSON.readTree(StandardCharsets.UTF_8.decode(utf8.duplicate()).toString()));
  }

  /// JSON text of a part of a payload.
  static String write(JsonNode node) {
    return JSON.writeValueAsString(node);
  }

  private static JsonNode clean(JsonNode node) {
    return switch (node) {
      case StringNode text -> clean(text);
      case DecimalNode number -> clean(number);
      case BigIntegerNode number -> clean(number);
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          JsonNode element = array.get(i);
          JsonNode cleaned = clean(element);
          if (cleaned != element) {
            array.set(i, cleaned);
          }
        }
        yield array;
      }
      case ObjectNode object -> clean(object);
      default -> node;
    };
  }

  private static JsonNode clean(StringNode text) {
    String value = text.stringValue();
    String cleaned = CleanText.of(value);
    return cleaned.equals(value) ? text : StringNode.valueOf(cleaned);
  }

  private static JsonNode clean(NumericNode number) {
    BigDecimal value = number.decimalValue();
    long exponent = (long) value.precision() - value.scale();
    return Math.abs(exponent) > EXPONENT_MAX ? StringNode.valueOf(value.toString()) : number;
  }

  private static ObjectNode clean(ObjectNode object) {
    if (object.propertyNames().stream().allMatch(name -> CleanText.of(name).equals(name))) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        property.setValue(clean(property.getValue()));
      }
      return object;
    }
    ObjectNode cleaned = object.objectNode();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      cleaned.set(CleanText.of(property.getKey()), clean(property.getValue()));
    }
    return cleaned;
  }
}
