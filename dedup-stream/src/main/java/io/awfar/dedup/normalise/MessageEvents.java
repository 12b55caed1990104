package io.awfar.dedup.normalise;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Direction;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.RawEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Normalises messages: `{"contacts": [the sender], "messages": [the message]}`.
///
/// Only a message without a usable id or without any sender is refused. A message whose time cannot
/// be read, or is still to come, is taken to be sent when it was received; its `timestamp` is then
/// kept in the JSON.
final class MessageEvents {

  private MessageEvents() {}

  static Normalised normalise(RawEvent event, String channelId, JsonFields value) {
    return switch (OnlyElement.of(value, "messages")) {
      case OnlyElement.None none -> none.quarantined();
      case OnlyElement.Found(JsonFields message) -> messageOf(event, channelId, value, message);
    };
  }

  private static Normalised messageOf(
      RawEvent event, String channelId, JsonFields value, JsonFields element) {
    String waMessageId = WaMessageId.of(element);
    if (waMessageId == null) {
      return new Normalised.Quarantined(Reason.MISSING_ID, "messages[0].id is not a usable string");
    }
    String groupId = element.id("group_id");
    Contact contact = Contacts.sender(value, element, groupId);
    String chatContact =
        groupId != null ? groupId : contact == null ? null : Contacts.chatContact(contact);
    if (contact == null || chatContact == null) {
      return new Normalised.Quarantined(
          Reason.MISSING_CONTACT, "neither messages[0] nor contacts says who it is from");
    }
    Instant sentAt = element.secondsOfPast("timestamp", event.getReceivedAt());
    String typeName = element.text("type");
    typeName = typeName == null ? "" : typeName;
    MessageKind kind = MessageKind.of(typeName);

    Message.Builder message =
        Message.newBuilder()
            .setMessageId(StableId.message(event.getOwnerId(), channelId, waMessageId, sentAt))
            .setOwnerId(event.getOwnerId())
            .setChannelId(channelId)
            .setWaChatId(ChatKey.of(channelId, chatContact))
            .setWaMessageId(waMessageId)
            .setDirection(Direction.INBOUND)
            .setContact(contact)
            .setGroupId(groupId)
            .setType(kind.type())
            .setTypeName(typeName)
            .setSentAt(sentAt)
            .setReceivedAt(event.getReceivedAt())
            .setContext(Context.of(element))
            .setErrors(Errors.of(element));
    readBody(kind, typeName, element, message);
    return new Normalised.OfMessage(message.setContent(content(element)).build());
  }

  private static void readBody(
      MessageKind kind, String typeName, JsonFields element, Message.Builder message) {
    MessageBody reader = kind.body();
    JsonFields body = reader == null ? null : element.object(typeName);
    if (reader != null && body != null) {
      reader.read(body, message);
      if (kind.jsonKept()) {
        element.keep(typeName);
      }
    }
  }

  /// What has no field of its own: the type's object where it says more than the fields, the
  /// referral of an advertisement, and members that this version does not know.
  private static @Nullable String content(JsonFields element) {
    ObjectNode rest = element.rest();
    return rest.isEmpty() ? null : PayloadJson.write(rest);
  }
}
