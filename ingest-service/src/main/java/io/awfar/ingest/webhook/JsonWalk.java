package io.awfar.ingest.webhook;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Goes through JSON from value to value, and knows which bytes each one is.
///
/// Every method works on the value where the walk stands.
final class JsonWalk implements AutoCloseable {

  private final JsonParser parser;
  private final Slice json;
  private int memberStart;

  JsonWalk(JsonParser parser, Slice json) {
    this.parser = parser;
    this.json = json;
    parser.nextToken();
  }

  boolean isNothing() {
    return parser.currentToken() == null;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isString() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /// Stands at the value of each member of this object in turn.
  void members(Consumer<String> member) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      memberStart = tokenStart();
      String name = parser.currentName();
      JsonToken at = parser.nextToken();
      member.accept(name);
      leave(at);
    }
  }

  /// Stands at each element of this array in turn.
  void elements(Runnable element) {
    JsonToken at = parser.nextToken();
    while (at != JsonToken.END_ARRAY) {
      element.run();
      leave(at);
      at = parser.nextToken();
    }
  }

  /// The bytes of this value, which is left behind.
  Slice slice() {
    int start = tokenStart();
    return new Slice(json.bytes(), start, leave());
  }

  /// The bytes of this object, after standing at the value of each of its members.
  Slice objectSlice(Consumer<String> member) {
    int start = tokenStart();
    members(member);
    return new Slice(json.bytes(), start, leave());
  }

  /// The bytes of this member, name and value.
  Slice memberSlice() {
    int start = memberStart;
    return new Slice(json.bytes(), start, leave());
  }

  /// The bytes of this member, an object, after standing at the value of each of its own members.
  Slice memberSlice(Consumer<String> member) {
    int start = memberStart;
    members(member);
    return new Slice(json.bytes(), start, leave());
  }

  /// This value if it is a string of at least one character, the digits if it is a whole number,
  /// else null. WhatsApp has sent numbers for strings, and dedup-stream reads them alike: key,
  /// identity and channel must not hang on which it is.
  @Nullable String text() {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      return null;
    }
    String text = parser.getString();
    return text.isEmpty() ? null : text;
  }

  /// This scalar: a string without its quotes and escapes, anything else as it is written.
  String scalar() {
    return parser.getString();
  }

  /// Whether this is the only value and nothing but white space follows it.
  boolean isAll() {
    parser.skipChildren();
    return parser.nextToken() == null;
  }

  @Override
  public void close() {
    parser.close();
  }

  /// Passes what a visitor has not read of the object or array that began with this token.
  private void leave(JsonToken at) {
    if (at.isStructStart() && parser.currentToken() == at) {
      parser.skipChildren();
    }
  }

  private int tokenStart() {
    return json.start() + (int) parser.currentTokenLocation().getByteOffset();
  }

  private int leave() {
    parser.skipChildren();
    // A string is read no further than its opening quote until someone asks.
    parser.finishToken();
    return json.start() + (int) parser.currentLocation().getByteOffset();
  }
}
