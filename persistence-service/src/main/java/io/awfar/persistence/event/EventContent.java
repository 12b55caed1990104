package io.awfar.persistence.event;

import io.awfar.whatsapp.ChannelEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON of a channel event, for what the contract has no record of.
final class EventContent {

  private static final JsonMapper JSON = new JsonMapper();

  private EventContent() {}

  /// What cannot be read says nothing, and is a row like any other.
  static JsonNode read(ChannelEvent event) {
    try {
      return JSON.readTree(event.getContent());
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }
}
