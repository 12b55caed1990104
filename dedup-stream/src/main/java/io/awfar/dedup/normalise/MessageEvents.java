package io.awfar.dedup.normalise;

import io.awfar.schemas.id.ChatKey;
import io.awfar.schemas.id.StableId;
import io.awfar.whatsapp.Contact;
import io.awfar.whatsapp.Message;
import io.awfar.whatsapp.RawEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Normalises messages: `{"contacts": [the person], "messages": [the message]}`, `message_echoes`
/// in place of `messages` for what the business sent in the app on its phone, and `{"history":
/// [{"threads": [{"id": the person, "messages": [the message]}]}]}` for what was before the number
/// came to us.
///
/// Only a message without a usable id or without any sender is refused. A message whose time cannot
/// be read, or is still to come, is taken to be sent when it was received; its `timestamp` is then
/// kept in the JSON.
final class MessageEvents {

  /// Whom a message is from and to, once its group is known.
  private interface Parties {
    Party of(@Nullable String groupId);
  }

  private MessageEvents() {}

  static Normalised normalise(RawEvent event, String channelId, JsonFields value) {
    if (value.peek("history") != null) {
      return inOnly(
          value,
          "history",
          chunk ->
              inOnly(
                  chunk,
                  "threads",
                  thread ->
                      inOnly(
                          thread,
                          "messages",
                          message ->
                              messageOf(
                                  event,
                                  channelId,
                                  message,
                                  groupId -> Party.ofThread(value, thread, message, groupId)))));
    }
    if (value.peek("message_echoes") != null) {
      return inOnly(
          value,
          "message_echoes",
          message ->
              messageOf(
                  event, channelId, message, groupId -> Party.ofEcho(value, message, groupId)));
    }
    boolean history = event.getField().equals("history");
    return inOnly(
        value,
        "messages",
        message ->
            messageOf(
                event,
                channelId,
                message,
                groupId -> Party.ofMessage(value, message, groupId, history)));
  }

  private static Normalised inOnly(
      JsonFields value, String name, Function<JsonFields, Normalised> reader) {
    return switch (OnlyElement.of(value, name)) {
      case OnlyElement.None none -> none.quarantined();
      case OnlyElement.Found(JsonFields element) -> reader.apply(element);
    };
  }

  private static Normalised messageOf(
      RawEvent event, String channelId, JsonFields element, Parties parties) {
    String waMessageId = WaMessageId.of(element);
    if (waMessageId == null) {
      return new Normalised.Quarantined(Reason.MISSING_ID, "messages[0].id is not a usable string");
    }
    String groupId = element.id("group_id");
    Party party = parties.of(groupId);
    Contact contact = party.contact() == null ? newContact(element) : party.contact();
    String chatContact =
        groupId != null ? groupId : contact == null ? null : Contacts.chatContact(contact);
    if (contact == null || chatContact == null) {
      return new Normalised.Quarantined(
          Reason.MISSING_CONTACT, "neither messages[0] nor contacts says who it is from or to");
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
            .setDirection(party.direction())
            .setContact(contact)
            .setGroupId(groupId)
            .setType(kind.type())
            .setTypeName(typeName)
            .setSentAt(sentAt)
            .setReceivedAt(event.getReceivedAt())
            .setContext(Context.of(element))
            .setErrors(Errors.of(element))
            .setHistoryStatus(historyStatus(element));
    readBody(kind, typeName, element, message);
    SharedContacts.read(element, message);
    ReferralBody.read(element, message);
    return new Normalised.OfMessage(message.setContent(content(element)).build());
  }

  /// A notice may be from nobody, and say only who the person is from now on.
  private static @Nullable Contact newContact(JsonFields message) {
    JsonFields system = message.object("system");
    if (system == null) {
      return null;
    }
    String phone = system.id("wa_id");
    String userId = system.id("user_id");
    return phone == null && userId == null
        ? null
        : Contact.newBuilder().setPhone(phone).setUserId(userId).build();
  }

  private static @Nullable String historyStatus(JsonFields message) {
    JsonFields context = message.object("history_context");
    String status = context == null ? null : context.text("status");
    return status == null ? null : status.toLowerCase(Locale.ROOT);
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

  /// What has no field of its own, and the objects that are kept whole beside their fields: that of
  /// the type where it says more, and the referral of an advertisement.
  private static @Nullable String content(JsonFields element) {
    ObjectNode rest = element.rest();
    return rest.isEmpty() ? null : PayloadJson.write(rest);
  }
}
