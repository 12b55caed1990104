package io.awfar.simulator;

import io.awfar.schemas.id.EventIdentity;
import io.awfar.schemas.id.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One event of a body, as a receiver that shares no code with the generator finds it.
///
/// @param kind `messages`, `statuses` or the field of a channel event
/// @param time that of the entry, or empty
public record Element(String kind, String channel, String time, JsonNode value, JsonNode json) {

  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  public static List<Element> of(JsonNode body) {
    List<Element> elements = new ArrayList<>();
    for (JsonNode entry : body.get("entry")) {
      String time = entry.path("time").asString("");
      for (JsonNode change : entry.get("changes")) {
        JsonNode value = change.get("value");
        String number = value.path("metadata").path("phone_number_id").asString("");
        String channel = number.isEmpty() ? entry.get("id").asString() : number;
        String field = change.get("field").asString();
        if (!field.equals("messages")) {
          elements.add(new Element(field, channel, time, value, value));
        }
        for (String kind :
            field.equals("messages") ? List.of("messages", "statuses") : List.<String>of()) {
          value.path(kind).forEach(e -> elements.add(new Element(kind, channel, time, value, e)));
        }
      }
    }
    return elements;
  }

  public String identity() {
    return switch (kind) {
      case "messages" -> EventIdentity.message(channel, json.get("id").asString());
      case "statuses" ->
          EventIdentity.status(
              channel, json.get("id").asString(), json.get("status").asString(), recipient());
      case "smb_message_echoes" ->
          EventIdentity.message(channel, json.at("/message_echoes/0/id").asString());
      default -> EventIdentity.channelEvent(channel, kind, Sha256.hex(canonical()), time);
    };
  }

  private String canonical() {
    String sorted =
        CANONICAL.writeValueAsString(CANONICAL.readValue(json.toString(), Object.class));
    return sorted
        .chars()
        .mapToObj(c -> c > '~' ? String.format("\\u%04x", c) : String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  private String recipient() {
    return Stream.of(
            "recipient_participant_user_id",
            "recipient_participant_id",
            "recipient_user_id",
            "recipient_id")
        .filter(json::has)
        .findFirst()
        .map(name -> json.get(name).asString())
        .orElseThrow();
  }
}
