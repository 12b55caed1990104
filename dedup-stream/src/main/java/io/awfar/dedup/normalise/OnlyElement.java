package io.awfar.dedup.normalise;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The one message or status of a payload that the edge reduced to one.
sealed interface OnlyElement {

  /// It is there.
  record Found(JsonFields element) implements OnlyElement {}

  /// The payload is not as the edge promises.
  record None(Normalised.Quarantined quarantined) implements OnlyElement {}

  /// Looks into the array of that name.
  static OnlyElement of(JsonFields value, String name) {
    JsonNode array = value.peek(name);
    if (array == null || !array.isArray() || array.size() != 1) {
      return new None(
          new Normalised.Quarantined(
              Reason.UNEXPECTED_SHAPE, name + " is not an array of one element"));
    }
    return array.get(0) instanceof ObjectNode object
        ? new Found(new JsonFields(object))
        : new None(new Normalised.Quarantined(Reason.MISSING_ID, name + "[0] is not an object"));
  }
}
