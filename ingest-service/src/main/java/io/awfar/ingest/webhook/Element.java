package io.awfar.ingest.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A message, status or contact: its bytes, and those of its texts that identify it.
final class Element {

  private static final Set<String> IDENTIFYING =
      Set.of(
          "id",
          "from",
          "from_user_id",
          "to",
          "to_user_id",
          "group_id",
          "type",
          "status",
          "recipient_id",
          "recipient_user_id",
          "recipient_participant_id",
          "recipient_participant_user_id",
          "wa_id",
          "user_id");

  private final Slice json;
  private final Map<String, String> texts;

  private Element(Slice json, Map<String, String> texts) {
    this.json = json;
    this.texts = texts;
  }

  /// Reads the value at which the walk stands, of whatever type it is.
  static Element read(JsonWalk walk) {
    if (!walk.isObject()) {
      return new Element(walk.slice(), Map.of());
    }
    Map<String, String> texts = new HashMap<>();
    Slice json =
        walk.objectSlice(name -> {
          String text = IDENTIFYING.contains(name) ? walk.text() : null;
          if (text != null) {
            texts.put(name, text);
          }
        });
    return new Element(json, texts);
  }

  Slice json() {
    return json;
  }

  /// The first of these members that is a text of at least one character, or a whole number.
  @Nullable String text(String... names) {
    for (String name : names) {
      String text = texts.get(name);
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
