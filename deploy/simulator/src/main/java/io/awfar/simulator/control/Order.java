package io.awfar.simulator.control;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON object of a control call. Every problem with it is an `IllegalArgumentException` with a
/// sentence, also a member that nobody asked for: a misspelled one would change nothing in silence.
final class Order {

  private static final int BYTES_MAX = 64 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private final JsonNode node;
  private final Set<String> read = new TreeSet<>();

  private Order(JsonNode node) {
    this.node = node;
  }

  static Order read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(BYTES_MAX + 1);
    if (bytes.length > BYTES_MAX) {
      throw new IllegalArgumentException("the body is too large");
    }
    try {
      JsonNode node = JSON.readTree(bytes);
      if (node != null && node.isObject()) {
        return new Order(node);
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the body is not JSON", e);
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name) {
    JsonNode value = value(name);
    if (!value.isString() && !value.isIntegralNumber()) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return value.asString();
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise(name, otherwise);
  }

  double number(String name, double otherwise) {
    if (!has(name)) {
      return otherwise(name, otherwise);
    }
    JsonNode value = value(name);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(name + " must be a number");
    }
    return value.doubleValue();
  }

  int whole(String name, int otherwise) {
    double number = number(name, otherwise);
    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(name + " must be a whole number");
    }
    return (int) number;
  }

  boolean truth(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise(name, otherwise);
    }
    JsonNode value = value(name);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(name + " must be true or false");
    }
    return value.booleanValue();
  }

  Duration time(String name, Duration otherwise) {
    return has(name) ? Times.parse(text(name)) : otherwise(name, otherwise);
  }

  <E extends Enum<E>> E choice(String name, Class<E> choices, E otherwise) {
    if (!has(name)) {
      return otherwise(name, otherwise);
    }
    return choice(name, choices, text(name));
  }

  <E extends Enum<E>> List<E> choices(String name, Class<E> choices) {
    if (!has(name)) {
      return otherwise(name, List.of());
    }
    JsonNode value = value(name);
    if (!value.isArray()) {
      throw new IllegalArgumentException(name + " must be a list");
    }
    return value.valueStream().map(each -> choice(name, choices, each.asString(""))).toList();
  }

  /// Refuses members that were not asked for.
  void end() {
    for (String name : node.propertyNames()) {
      if (!read.contains(name)) {
        throw new IllegalArgumentException("unknown member " + name);
      }
    }
  }

  private JsonNode value(String name) {
    read.add(name);
    if (!has(name)) {
      throw new IllegalArgumentException(name + " is needed");
    }
    return node.get(name);
  }

  private <T> T otherwise(String name, T value) {
    read.add(name);
    return value;
  }

  private static <E extends Enum<E>> E choice(String name, Class<E> choices, String text) {
    return Arrays.stream(choices.getEnumConstants())
        .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                name + " must be one of " + Arrays.toString(choices.getEnumConstants())));
  }
}
