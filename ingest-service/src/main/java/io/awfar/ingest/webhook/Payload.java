package io.awfar.ingest.webhook;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON object put together from ranges of the body, which stay as they were received.
final class Payload {

  private static final Slice OPEN = Slice.of("{");
  private static final Slice CLOSE = Slice.of("}");
  private static final Slice COMMA = Slice.of(",");
  private static final Slice OPEN_ARRAY = Slice.of("[");
  private static final Slice CLOSE_ARRAY = Slice.of("]");

  private final List<Slice> pieces = new ArrayList<>();
  private int length;
  private boolean first = true;

  Payload() {
    append(OPEN);
  }

  /// What stands before the value of a member.
  static Slice name(String name) {
    return Slice.of("\"" + name + "\":");
  }

  /// Adds a member, unless there is no value.
  ///
  /// @param name made by `name`
  Payload member(Slice name, @Nullable Slice value) {
    if (value != null) {
      separate();
      append(name);
      append(value);
    }
    return this;
  }

  /// Adds a member that is an array, unless it has no elements.
  Payload array(Slice name, List<Slice> elements) {
    if (elements.isEmpty()) {
      return this;
    }
    separate();
    append(name);
    append(OPEN_ARRAY);
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        append(COMMA);
      }
      append(elements.get(i));
    }
    append(CLOSE_ARRAY);
    return this;
  }

  /// Adds members, each a name and a value.
  Payload members(List<Slice> members) {
    for (Slice member : members) {
      separate();
      append(member);
    }
    return this;
  }

  /// Bytes when joined.
  int length() {
    return length + CLOSE.length();
  }

  byte[] join() {
    ByteBuffer joined = ByteBuffer.allocate(length());
    pieces.forEach(piece -> piece.appendTo(joined));
    CLOSE.appendTo(joined);
    return joined.array();
  }

  /// The same as a value of another payload.
  Slice slice() {
    return Slice.of(join());
  }

  private void separate() {
    if (!first) {
      append(COMMA);
    }
    first = false;
  }

  private void append(Slice piece) {
    pieces.add(piece);
    length += piece.length();
  }
}
