package io.awfar.gateway.live;

import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Contact;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// A message that is new, as the event `message` tells of it: with the members that it has in a
/// page of messages, its chat, and the person at the other end.
///
/// @param waMessageId null if WhatsApp has not accepted it yet
/// @param content JSON
/// @param media the file, null if there is none
record ToldMessage(
    UUID id,
    UUID ownerId,
    String channelId,
    String waChatId,
    @Nullable String groupId,
    Contact contact,
    @Nullable String waMessageId,
    String direction,
    String type,
    @Nullable String body,
    @Nullable String content,
    @Nullable String replyTo,
    Instant createdAt,
    @Nullable String status,
    @Nullable File media) {

  /// A longer text is left out where an event is to be short.
  private static final int SHORT_BODY_CHARS_MAX = 1024;

  /// What is known of a file when its message comes.
  record File(@Nullable String mimeType, @Nullable String fileName, boolean voice) {}

  /// @param whole false to leave out what may be long
  void write(JsonGenerator json, boolean whole) {
    UUID chatId = StableId.chat(ownerId, waChatId);
    String identity = identity();
    UUID contactId = identity == null ? null : StableId.contact(ownerId, identity);
    json.writeStartObject();
    json.writeObjectPropertyStart("chat");
    Members.text(json, "id", chatId);
    Members.text(json, "waChatId", waChatId);
    Members.text(json, "channelId", channelId);
    Members.text(json, "groupId", groupId);
    json.writeEndObject();
    writeContact(json, contactId, identity);
    json.writeObjectPropertyStart("message");
    Members.text(json, "id", id);
    Members.text(json, "chatId", chatId);
    Members.text(json, "contactId", contactId);
    Members.text(json, "waMessageId", waMessageId);
    Members.text(json, "direction", direction);
    Members.text(json, "type", type);
    Members.text(json, "body", whole || isShort() ? body : null);
    json.writeName("content");
    json.writeRawValue(whole && content != null ? content : "null");
    Members.text(json, "replyTo", replyTo);
    Members.text(json, "createdAt", createdAt);
    json.writeNullProperty("editedAt");
    json.writeNullProperty("revokedAt");
    json.writeArrayPropertyStart("reactions");
    json.writeEndArray();
    Members.text(json, "status", status);
    json.writeNullProperty("error");
    writeMedia(json);
    json.writeEndObject();
    json.writeBooleanProperty("omitted", !whole);
    json.writeEndObject();
  }

  private boolean isShort() {
    return body == null || body.length() <= SHORT_BODY_CHARS_MAX;
  }

  private void writeContact(
      JsonGenerator json, @Nullable UUID contactId, @Nullable String identity) {
    if (contactId == null) {
      json.writeNullProperty("contact");
      return;
    }
    json.writeObjectPropertyStart("contact");
    Members.text(json, "id", contactId);
    Members.text(
        json,
        "waId",
        contact.getWaId() != null
            ? contact.getWaId()
            : Objects.requireNonNullElse(contact.getPhone(), identity));
    Members.text(json, "phone", contact.getPhone());
    Members.text(json, "userId", contact.getUserId());
    Members.text(json, "username", contact.getUsername());
    Members.text(json, "name", contact.getName());
    json.writeEndObject();
  }

  /// What the id of a contact is computed from, null if the message has none.
  private @Nullable String identity() {
    if (contact.getUserId() != null) {
      return contact.getUserId();
    }
    return contact.getPhone() != null ? contact.getPhone() : contact.getWaId();
  }

  private void writeMedia(JsonGenerator json) {
    if (media == null) {
      json.writeNullProperty("media");
      return;
    }
    json.writeObjectPropertyStart("media");
    json.writeStringProperty("status", "pending");
    json.writeNullProperty("path");
    Members.text(json, "mimeType", media.mimeType());
    Members.text(json, "fileName", media.fileName());
    json.writeNullProperty("sizeBytes");
    json.writeBooleanProperty("voice", media.voice());
    // What is only known once the file is here.
    List.of("reason", "thumbnailPath", "widthPixels", "heightPixels", "durationMillis")
        .forEach(json::writeNullProperty);
    json.writeEndObject();
  }
}
