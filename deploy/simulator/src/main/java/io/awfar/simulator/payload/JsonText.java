package io.awfar.simulator.payload;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes compact JSON in the order of the calls, so that the same calls give the same bytes.
///
/// Names of members are written as they are: they are ours and need no escapes.
public final class JsonText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(512);
  private final boolean asciiOnly;

  private JsonText(boolean asciiOnly) {
    this.asciiOnly = asciiOnly;
  }

  /// An object as UTF-8 text.
  public static String object(Consumer<JsonText> members) {
    return object(false, members);
  }

  /// An object; with `asciiOnly` every other character is escaped, as WhatsApp often does.
  public static String object(boolean asciiOnly, Consumer<JsonText> members) {
    JsonText json = new JsonText(asciiOnly);
    json.wrapped('{', members, '}');
    return json.out.toString();
  }

  /// A text member.
  public JsonText put(String name, String value) {
    name(name);
    text(value);
    return this;
  }

  /// A text member that is left out when there is none.
  public JsonText putIfPresent(String name, @Nullable String value) {
    return value == null ? this : put(name, value);
  }

  /// A whole number.
  public JsonText put(String name, long value) {
    name(name);
    out.append(value);
    return this;
  }

  /// A number with a fraction.
  public JsonText put(String name, double value) {
    name(name);
    out.append(value);
    return this;
  }

  /// A truth value.
  public JsonText put(String name, boolean value) {
    name(name);
    out.append(value);
    return this;
  }

  /// A member that is null.
  public JsonText putNull(String name) {
    name(name);
    out.append("null");
    return this;
  }

  /// An object member.
  public JsonText object(String name, Consumer<JsonText> members) {
    name(name);
    wrapped('{', members, '}');
    return this;
  }

  /// A list member; its elements are written by `item` and `raw`.
  public JsonText list(String name, Consumer<JsonText> items) {
    name(name);
    wrapped('[', items, ']');
    return this;
  }

  /// An object in a list.
  public JsonText item(Consumer<JsonText> members) {
    comma();
    wrapped('{', members, '}');
    return this;
  }

  /// JSON in a list that is already written.
  public JsonText raw(String json) {
    comma();
    out.append(json);
    return this;
  }

  /// A member whose JSON is already written.
  public JsonText raw(String name, String json) {
    name(name);
    out.append(json);
    return this;
  }

  private void wrapped(char open, Consumer<JsonText> inside, char close) {
    out.append(open);
    inside.accept(this);
    out.append(close);
  }

  private void name(String name) {
    comma();
    out.append('"').append(name).append("\":");
  }

  private void comma() {
    char last = out.charAt(out.length() - 1);
    if (last != '{' && last != '[') {
      out.append(',');
    }
  }

  private void text(String value) {
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || (asciiOnly && (c > '~' || c == '/'))) {
        out.append(value, plainFrom, i);
        escaped(c);
        plainFrom = i + 1;
      }
    }
    out.append(value, plainFrom, value.length()).append('"');
  }

  private void escaped(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '/' -> out.append("\\/");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX[(c >> shift) & 0xF]);
        }
      }
    }
  }
}
