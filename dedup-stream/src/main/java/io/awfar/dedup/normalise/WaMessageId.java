package io.awfar.dedup.normalise;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The one thing that a message or status must have: WhatsApp's id, a string.
final class WaMessageId {

  /// Longest id, bytes of UTF-8; real ones have about 60, and a column's index must hold it.
  static final int BYTES_MAX = 512;

  private WaMessageId() {}

  /// The id of a message or status, or null if there is none of use.
  static @Nullable String of(JsonFields element) {
    JsonNode id = element.peek("id");
    if (id == null || !id.isString() || id.stringValue().isBlank()) {
      return null;
    }
    String text = element.text("id");
    return text == null || text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX ? null : text;
  }
}
