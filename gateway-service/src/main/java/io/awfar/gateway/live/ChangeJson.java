package io.awfar.gateway.live;

import io.awfar.whatsapp.ChannelEvent;
import io.awfar.whatsapp.MediaEvent;
import io.awfar.whatsapp.MessageStatus;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// The events that tell of a message which a client knows, and of what concerns a number.
final class ChangeJson {

  /// Members of a channel event that are told beside the details, or not to everybody who may
  /// listen, as the address book on the business's phone. The webhook itself is none that may be
  /// missing.
  private static final Set<String> NOT_DETAILS = Set.of("occurredAt", "syncedContacts");

  private ChangeJson() {}

  static void write(JsonGenerator json, MessageStatus status) {
    UUID sendId = sendId(status.getCallbackData());
    boolean named = sendId == null || !sendId.toString().equals(status.getWaMessageId());
    json.writeStartObject();
    Members.text(json, "channelId", status.getChannelId());
    Members.text(json, "messageId", sendId);
    Members.text(json, "waMessageId", named ? status.getWaMessageId() : null);
    Members.text(json, "recipient", recipient(status));
    Members.text(json, "status", status.getStatusName().toLowerCase(Locale.ROOT));
    Members.error(json, status.getErrors());
    Members.text(json, "occurredAt", status.getOccurredAt());
    json.writeEndObject();
  }

  static void write(JsonGenerator json, MediaEvent event) {
    json.writeStartObject();
    Members.text(json, "channelId", event.getChannelId());
    Members.text(json, "messageId", event.getMessageId());
    Members.text(json, "waMessageId", event.getWaMessageId());
    json.writeObjectPropertyStart("media");
    Members.text(json, "status", event.getOutcome().name().toLowerCase(Locale.ROOT));
    Members.text(json, "path", event.getObjectKey());
    Members.text(json, "mimeType", event.getMimeType());
    Members.number(json, "sizeBytes", event.getSizeBytes());
    Members.text(json, "reason", event.getReason());
    Members.text(json, "thumbnailPath", event.getThumbnailKey());
    Members.number(json, "widthPixels", event.getWidthPixels());
    Members.number(json, "heightPixels", event.getHeightPixels());
    Members.number(json, "durationMillis", event.getDurationMillis());
    json.writeEndObject();
    Members.text(json, "occurredAt", event.getOccurredAt());
    json.writeEndObject();
  }

  /// @param whole false to leave out what may be long
  static void write(JsonGenerator json, ChannelEvent event, boolean whole) {
    json.writeStartObject();
    Members.text(json, "id", event.getEventId());
    Members.text(json, "channelId", event.getChannelId());
    Members.text(json, "businessAccountId", event.getBusinessAccountId());
    Members.text(json, "field", event.getField());
    Members.text(json, "receivedAt", event.getReceivedAt());
    Members.text(json, "occurredAt", event.getOccurredAt());
    json.writeObjectPropertyStart("details");
    if (whole) {
      writeDetails(json, event);
    }
    json.writeEndObject();
    json.writeBooleanProperty("omitted", !whole);
    json.writeEndObject();
  }

  private static void writeDetails(JsonGenerator json, ChannelEvent event) {
    for (Schema.Field field : event.getSchema().getFields()) {
      Object value = event.get(field.pos());
      if (value != null && isDetail(field)) {
        json.writeName(field.name());
        AvroJson.write(json, value);
      }
    }
  }

  /// All that may be missing is about one kind of event each.
  private static boolean isDetail(Schema.Field field) {
    return field.schema().isUnion() && !NOT_DETAILS.contains(field.name());
  }

  /// The send whose message it is, null if it is none of ours.
  private static @Nullable UUID sendId(@Nullable String callbackData) {
    if (callbackData == null) {
      return null;
    }
    try {
      UUID id = UUID.fromString(callbackData);
      // Not one that a parser as lenient as Java's makes of something shorter.
      return id.toString().equals(callbackData) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String recipient(MessageStatus status) {
    if (status.getRecipientUserId() != null) {
      return status.getRecipientUserId();
    }
    return status.getRecipientId() != null ? status.getRecipientId() : status.getGroupId();
  }
}
