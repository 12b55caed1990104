package io.awfar.dedup.normalise;

import io.awfar.schemas.id.ChatKey;
import io.awfar.whatsapp.Conversation;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.Pricing;
import io.awfar.whatsapp.RawEvent;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Normalises delivery statuses: `{"statuses": [the status]}`.
///
/// A status needs an id and a name; an unknown name is kept as it is. One without a readable time
/// is taken to have happened when it was received.
final class StatusEvents {

  private StatusEvents() {}

  static Normalised normalise(RawEvent event, String channelId, JsonFields value) {
    return switch (OnlyElement.of(value, "statuses")) {
      case OnlyElement.None none -> none.quarantined();
      case OnlyElement.Found(JsonFields status) -> statusOf(event, channelId, status);
    };
  }

  private static Normalised statusOf(RawEvent event, String channelId, JsonFields element) {
    String waMessageId = WaMessageId.of(element);
    if (waMessageId == null) {
      return new Normalised.Quarantined(Reason.MISSING_ID, "statuses[0].id is not a usable string");
    }
    return statusOf(event, channelId, element, waMessageId);
  }

  /// The same of one whose id is known.
  static Normalised statusOf(
      RawEvent event, String channelId, JsonFields element, String waMessageId) {
    String name = element.id("status");
    if (name == null) {
      return new Normalised.Quarantined(Reason.MISSING_STATUS, "statuses[0].status is not a text");
    }
    String groupId = groupId(element, element.id("recipient_id"));
    String recipientId = element.id("recipient_participant_id");
    String recipientUserId = element.id("recipient_participant_user_id");
    // Each participant of a group has steps of its own, told apart by these ids alone.
    if (recipientId == null && recipientUserId == null) {
      recipientId = element.id("recipient_id");
      recipientUserId = element.id("recipient_user_id");
    }
    Instant occurredAt = element.secondsOfPast("timestamp", event.getReceivedAt());
    MessageStatus.Builder status =
        MessageStatus.newBuilder()
            .setOwnerId(event.getOwnerId())
            .setChannelId(channelId)
            .setWaChatId(chat(channelId, groupId, recipientUserId, recipientId))
            .setWaMessageId(waMessageId)
            .setStatus(step(name))
            .setStatusName(name)
            .setRecipientId(recipientId)
            .setRecipientUserId(recipientUserId)
            // Which only outcomes of our own sends say.
            .setRecipientWaId(element.id("recipient_wa_id"))
            .setGroupId(groupId)
            .setOccurredAt(occurredAt)
            .setReceivedAt(event.getReceivedAt())
            .setConversation(conversation(element.object("conversation")))
            .setPricing(pricing(element.object("pricing")))
            .setErrors(Errors.of(element))
            .setCallbackData(element.text("biz_opaque_callback_data"));
    return new Normalised.OfStatus(status.setContent(content(element)).build());
  }

  /// In a group's status the recipient is the group itself and `recipient_type` says so.
  private static @Nullable String groupId(JsonFields status, @Nullable String recipientId) {
    String groupId = status.id("group_id");
    String recipientType = status.text("recipient_type");
    return groupId == null && "group".equals(recipientType) ? recipientId : groupId;
  }

  /// What has no field of its own.
  private static @Nullable String content(JsonFields status) {
    ObjectNode rest = status.rest();
    return rest.isEmpty() ? null : PayloadJson.write(rest);
  }

  private static String chat(
      String channelId,
      @Nullable String groupId,
      @Nullable String recipientUserId,
      @Nullable String recipientId) {
    String contact =
        groupId != null ? groupId : recipientUserId != null ? recipientUserId : recipientId;
    return contact == null ? ChatKey.ofChannel(channelId) : ChatKey.of(channelId, contact);
  }

  private static DeliveryStatus step(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "accepted" -> DeliveryStatus.ACCEPTED;
      case "sent" -> DeliveryStatus.SENT;
      case "delivered" -> DeliveryStatus.DELIVERED;
      case "read" -> DeliveryStatus.READ;
      case "played" -> DeliveryStatus.PLAYED;
      case "failed" -> DeliveryStatus.FAILED;
      // Which only outcomes of our own sends say.
      case "unconfirmed" -> DeliveryStatus.UNCONFIRMED;
      default -> DeliveryStatus.UNKNOWN;
    };
  }

  private static @Nullable Conversation conversation(@Nullable JsonFields conversation) {
    if (conversation == null) {
      return null;
    }
    JsonFields origin = conversation.object("origin");
    return Conversation.newBuilder()
        .setId(conversation.text("id"))
        .setOrigin(origin == null ? null : origin.text("type"))
        .setExpiresAt(conversation.seconds("expiration_timestamp"))
        .build();
  }

  private static @Nullable Pricing pricing(@Nullable JsonFields pricing) {
    if (pricing == null) {
      return null;
    }
    return Pricing.newBuilder()
        .setBillable(pricing.flagIfAny("billable"))
        .setModel(pricing.text("pricing_model"))
        .setType(pricing.text("type"))
        .setCategory(pricing.text("category"))
        .build();
  }
}
