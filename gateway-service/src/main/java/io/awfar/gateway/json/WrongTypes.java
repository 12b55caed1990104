package io.awfar.gateway.json;

import io.awfar.gateway.error.Problem.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;

/// Collects the members of one body whose values are of another type, and reads them as null, so
/// that the rest of the body is looked at as well.
///
/// A body that as a whole is of another type is none of its cases.
final class WrongTypes extends DeserializationProblemHandler {

  private static final String CODE = "type";

  /// A body has fewer members; more are those of somebody who wants a long answer.
  private static final int TOLD_MAX = 100;

  private final Map<String, Violation> violations = new LinkedHashMap<>();

  List<Violation> violations() {
    return List.copyOf(violations.values());
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType type,
      JsonToken token,
      JsonParser parser,
      @Nullable String message) {
    TokenStreamContext place = parser.streamReadContext();
    // Of a structure that has begun, the place is inside.
    if (token.isStructStart() && place.getParent() != null) {
      place = place.getParent();
    }
    if (!note(place, type.getRawClass())) {
      return NOT_HANDLED;
    }
    parser.skipChildren();
    return null;
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, @Nullable String message) {
    return note(context.getParser().streamReadContext(), type) ? null : NOT_HANDLED;
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> type, Number value, @Nullable String message) {
    return note(context.getParser().streamReadContext(), type) ? null : NOT_HANDLED;
  }

  private boolean note(TokenStreamContext place, Class<?> type) {
    String field = field(place);
    if (field.isEmpty() || type.isPrimitive()) {
      return false;
    }
    if (violations.size() < TOLD_MAX) {
      violations.put(field, new Violation(field, CODE, "must be " + name(type)));
    }
    return true;
  }

  /// As the constraints name it: `members[0].name`.
  private static String field(TokenStreamContext place) {
    StringBuilder field = new StringBuilder();
    for (TokenStreamContext at = place; at != null && !at.inRoot(); at = at.getParent()) {
      String step = at.inArray() ? "[" + at.getCurrentIndex() + "]" : "." + at.currentName();
      field.insert(0, step);
    }
    return field.isEmpty() || field.charAt(0) == '[' ? field.toString() : field.substring(1);
  }

  private static String name(Class<?> type) {
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a text";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return type.isRecord() ? "an object" : "a " + type.getSimpleName().toLowerCase(Locale.ROOT);
  }
}
