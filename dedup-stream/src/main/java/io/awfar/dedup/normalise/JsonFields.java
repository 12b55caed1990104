package io.awfar.dedup.normalise;

import io.awfar.schemas.id.BoundedId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object that remembers what was read of it, so that the rest can be kept as JSON.
///
/// Reading is lenient about scalars, since WhatsApp has sent numbers for strings and strings for
/// numbers: what can be understood is taken. What cannot, such as an object where a text belongs,
/// reads as missing and stays in the rest.
final class JsonFields {

  private static final long SECONDS_MAX = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /// Between WhatsApp and us.
  static final Duration CLOCKS_DIFFER_MAX = Duration.ofDays(1);

  private final ObjectNode node;

  /// What was read: a name alone, or with the objects that its value was read as.
  private final Map<String, List<JsonFields>> read = new HashMap<>();

  JsonFields(ObjectNode node) {
    this.node = node;
  }

  /// The same of an id that an index has to hold.
  @Nullable String id(String name) {
    String text = text(name);
    return text == null ? null : BoundedId.of(text);
  }

  /// The text, or null if it is missing or empty.
  @Nullable String text(String name) {
    JsonNode value = scalar(name);
    String text = readAs(name, value == null ? null : value.asString());
    return text == null || text.isEmpty() ? null : text;
  }

  /// The text in an object, or null if either is missing.
  @Nullable String textIn(String object, String name) {
    JsonFields fields = object(object);
    return fields == null ? null : fields.text(name);
  }

  /// The same of an id.
  @Nullable String idIn(String object, String name) {
    String text = textIn(object, name);
    return text == null ? null : BoundedId.of(text);
  }

  /// True for `true` and `"true"`, false for anything else.
  boolean flag(String name) {
    return Boolean.TRUE.equals(flagIfAny(name));
  }

  /// The flag, or null if there is none.
  @Nullable Boolean flagIfAny(String name) {
    String text = scalarText(name);
    return text == null || !(text.equals("true") || text.equals("false"))
        ? null
        : readAs(name, Boolean.valueOf(text));
  }

  /// The whole number, or null if there is none that fits an `int`.
  @Nullable Integer number(String name) {
    String text = scalarText(name);
    try {
      return readAs(name, text == null ? null : Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// The angle, or null unless it is a number from `-degreesMax` to `degreesMax`.
  @Nullable Double degrees(String name, double degreesMax) {
    String text = scalarText(name);
    try {
      double degrees = text == null ? Double.NaN : Double.parseDouble(text);
      return readAs(name, Math.abs(degrees) <= degreesMax ? (Double) degrees : null);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// The number, or null if there is none that is finite.
  @Nullable Double decimal(String name) {
    return degrees(name, Double.MAX_VALUE);
  }

  /// The time given in unix seconds, in milliseconds, or null if there is none.
  @Nullable Long millis(String name) {
    Instant time = seconds(name);
    return time == null ? null : (Long) time.toEpochMilli();
  }

  /// The time given in unix seconds, or null if there is none up to the year 9999.
  @Nullable Instant seconds(String name) {
    return seconds(name, SECONDS_MAX);
  }

  /// When something received happened, in unix seconds, or the time of receipt if there is no such
  /// time or it is still to come, by more than clocks may differ: the newest of all times would
  /// keep its chat on top for ever.
  Instant secondsOfPast(String name, Instant receivedAt) {
    Instant time = seconds(name, receivedAt.plus(CLOCKS_DIFFER_MAX).getEpochSecond());
    return time == null ? receivedAt : time;
  }

  private @Nullable Instant seconds(String name, long max) {
    String text = scalarText(name);
    try {
      long seconds = text == null ? -1 : Long.parseLong(text);
      boolean sane = seconds >= 0 && seconds <= max;
      return readAs(name, sane ? Instant.ofEpochSecond(seconds) : null);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /// The object, or null if it is missing or something else.
  @Nullable JsonFields object(String name) {
    if (present(name) instanceof ObjectNode object) {
      JsonFields fields = new JsonFields(object);
      read.put(name, List.of(fields));
      return fields;
    }
    return null;
  }

  /// The objects of an array; none if there is no array or anything else is in it.
  List<JsonFields> objects(String name) {
    JsonNode array = present(name);
    if (array == null || !array.isArray()) {
      return List.of();
    }
    List<JsonFields> objects = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      if (!(element instanceof ObjectNode object)) {
        return List.of();
      }
      objects.add(new JsonFields(object));
    }
    read.put(name, objects);
    return objects;
  }

  /// The value as it is, not counted as read; null if it is missing.
  @Nullable JsonNode peek(String name) {
    return node.get(name);
  }

  /// Counts a member as not read, so that it is in the rest.
  void keep(String name) {
    read.remove(name);
  }

  /// The members that were not read, or not in whole.
  ObjectNode rest() {
    ObjectNode rest = node.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      List<JsonFields> parts = read.get(member.getKey());
      if (parts == null || parts.stream().anyMatch(part -> !part.rest().isEmpty())) {
        rest.set(member.getKey(), member.getValue());
      }
    }
    return rest;
  }

  private <T> @Nullable T readAs(String name, @Nullable T value) {
    if (value != null) {
      read.put(name, List.of());
    }
    return value;
  }

  private @Nullable String scalarText(String name) {
    JsonNode value = scalar(name);
    return value == null ? null : value.asString().strip();
  }

  private @Nullable JsonNode scalar(String name) {
    JsonNode value = present(name);
    return value == null || value.isContainer() ? null : value;
  }

  /// A member that is `null` says nothing and counts as read.
  private @Nullable JsonNode present(String name) {
    JsonNode value = node.get(name);
    if (value != null && value.isNull()) {
      read.put(name, List.of());
      return null;
    }
    return value;
  }
}
