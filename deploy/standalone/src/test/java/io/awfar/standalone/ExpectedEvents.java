package io.awfar.standalone;

import io.awfar.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a set of webhooks must come to, worked out here a second time from WhatsApp's documentation
/// and not by the code under test.
///
/// An event is identified within its partition: two payloads that name the same message but
/// different contacts are two events, which only the made-up ids of sample payloads bring about.
final class ExpectedEvents {

  private static final Set<String> OF_MESSAGES =
      Set.of("messages", "smb_message_echoes", "history");

  private final Set<String> messages = new HashSet<>();
  private final Set<String> statuses = new HashSet<>();
  private final Set<String> channelEvents = new HashSet<>();
  private final Set<String> waMessageIds = new HashSet<>();
  private long deliveries;

  void add(JsonNode webhook) {
    for (JsonNode entry : webhook.path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        add(entry.path("id").asString(""), change.path("field").asString(""), change.path("value"));
      }
    }
  }

  /// Messages by partition and id.
  Set<String> messages() {
    return messages;
  }

  Set<String> statuses() {
    return statuses;
  }

  Set<String> channelEvents() {
    return channelEvents;
  }

  /// Message ids, of which the database keeps one row each.
  Set<String> waMessageIds() {
    return waMessageIds;
  }

  /// Events counted as often as payloads hold them.
  long deliveries() {
    return deliveries;
  }

  /// Different events.
  int size() {
    return messages.size() + statuses.size() + channelEvents.size();
  }

  private void add(String account, String field, JsonNode value) {
    String channel = value.path("metadata").path("phone_number_id").asString(account);
    if (!OF_MESSAGES.contains(field)) {
      deliveries++;
      channelEvents.add(channel + " " + field + " " + hash(value));
      return;
    }
    boolean empty = true;
    for (JsonNode message : value.path("messages")) {
      addMessage(
          channel, contactOf(message, value.path("contacts"), "from_user_id", "from"), message);
      empty = false;
    }
    for (JsonNode echo : value.path("message_echoes")) {
      addMessage(channel, contactOf(echo, value.path("contacts"), "to_user_id", "to"), echo);
      empty = false;
    }
    for (JsonNode chunk : value.path("history")) {
      for (JsonNode thread : chunk.path("threads")) {
        for (JsonNode message : thread.path("messages")) {
          addMessage(channel, contactOf(message, thread), message);
        }
      }
    }
    for (JsonNode status : value.path("statuses")) {
      String recipient =
          firstText(
              status,
              "recipient_participant_user_id",
              "recipient_participant_id",
              "recipient_user_id",
              "recipient_id",
              "group_id");
      deliveries++;
      statuses.add(
          String.join(
              " ",
              channel,
              status.path("id").asString(),
              status.path("status").asString(),
              recipient));
      empty = false;
    }
    for (JsonNode error : value.path("errors")) {
      deliveries++;
      channelEvents.add(channel + " messages " + hash(error));
      empty = false;
    }
    Set<String> others = new HashSet<>(value.propertyNames());
    others.removeAll(
        Set.of(
            "messaging_product",
            "metadata",
            "contacts",
            "messages",
            "message_echoes",
            "statuses",
            "errors"));
    if (!others.isEmpty() || empty) {
      deliveries++;
      channelEvents.add(channel + " " + field + " " + others + hash(withoutMessages(value)));
    }
  }

  /// What is left of two parts of a history can be the same.
  private static JsonNode withoutMessages(JsonNode value) {
    JsonNode rest = value.deepCopy();
    for (JsonNode chunk : rest.path("history")) {
      for (JsonNode thread : chunk.path("threads")) {
        if (thread instanceof ObjectNode object && thread.path("messages").isArray()) {
          object.remove("messages");
        }
      }
    }
    return rest;
  }

  /// A placeholder is an event of its own, and a row with the file that comes in its place.
  private void addMessage(String channel, String contact, JsonNode message) {
    String id = message.path("id").asString();
    boolean placeholder = message.path("type").asString("").equals("media_placeholder");
    deliveries++;
    messages.add(
        partition(channel + contact) + " " + channel + " " + id + (placeholder ? " to come" : ""));
    waMessageIds.add(id);
  }

  private static String contactOf(JsonNode message, JsonNode thread) {
    String contact = firstText(thread.path("context"), "user_id");
    contact = contact.isEmpty() ? firstText(message, "to_user_id", "from_user_id") : contact;
    contact = contact.isEmpty() ? firstText(thread, "id") : contact;
    return "|" + (contact.isEmpty() ? firstText(message, "to", "from") : contact);
  }

  private static String contactOf(
      JsonNode message, JsonNode contacts, String userIdName, String phoneName) {
    JsonNode person = contacts.size() == 1 ? contacts.get(0) : null;
    for (JsonNode contact : contacts) {
      if (isSame(message, phoneName, contact, "wa_id")
          || isSame(message, userIdName, contact, "user_id")) {
        person = contact;
      }
    }
    String userId = firstText(message, userIdName);
    if (userId.isEmpty() && person != null) {
      userId = firstText(person, "user_id");
    }
    String phone = firstText(message, phoneName);
    if (phone.isEmpty() && person != null) {
      phone = firstText(person, "wa_id");
    }
    String contact =
        !userId.isEmpty() ? userId : !phone.isEmpty() ? phone : firstText(message, "group_id");
    return contact.isEmpty() ? "" : "|" + contact;
  }

  private static boolean isSame(JsonNode one, String name, JsonNode other, String otherName) {
    String text = firstText(one, name);
    return !text.isEmpty() && text.equals(firstText(other, otherName));
  }

  private static String firstText(JsonNode object, String... names) {
    for (String name : names) {
      String text = object.path(name).asString("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static int partition(String key) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)))
        % Topics.RAW_EVENTS.partitions();
  }

  private static String hash(JsonNode node) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(sorted(node).getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, String> members = new TreeMap<>();
      node.propertyNames().forEach(name -> members.put(name, sorted(node.get(name))));
      return members.toString();
    }
    if (node.isArray()) {
      StringBuilder elements = new StringBuilder("[");
      node.forEach(element -> elements.append(sorted(element)).append(','));
      return elements.append(']').toString();
    }
    return node.toString();
  }
}
