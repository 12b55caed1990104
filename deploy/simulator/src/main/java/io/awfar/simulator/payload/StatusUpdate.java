package io.awfar.simulator.payload;

import io.awfar.simulator.payload.Event.StatusEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds the elements of `statuses`.
///
/// @param wamid the message sent
/// @param draw decides how WhatsApp bills: per conversation, per message, or not reported
/// @param errorCode why it failed, for the status failed
/// @param callbackData `biz_opaque_callback_data`
/// @param groupId group that it was sent to; the recipient then is one of its participants
public record StatusUpdate(
    long ordinal,
    PhoneNumber number,
    String wamid,
    String status,
    Instant at,
    Contact recipient,
    Draw draw,
    int errorCode,
    @Nullable String callbackData,
    @Nullable String groupId) {

  private static final List<String> CATEGORIES =
      List.of("service", "utility", "marketing", "authentication", "referral_conversion");

  /// The event that this update is.
  public StatusEvent event() {
    return new StatusEvent(ordinal, number, wamid, status, recipient.recipient(), json());
  }

  private String json() {
    return JsonText.object(update -> {
      update
          .put("id", wamid)
          .put("status", status)
          .put("timestamp", Long.toString(at.getEpochSecond()));
      recipient(update);
      if (status.equals("failed")) {
        update.list("errors", errors -> errors.item(WhatsAppErrors.members(errorCode)));
      } else {
        billing(update);
      }
      update.putIfPresent("biz_opaque_callback_data", callbackData);
    });
  }

  private void recipient(JsonText update) {
    if (groupId == null) {
      update
          .putIfPresent("recipient_id", recipient.phone())
          .putIfPresent("recipient_user_id", recipient.userId());
    } else {
      update
          .put("recipient_id", groupId)
          .put("recipient_type", "group")
          .putIfPresent("recipient_participant_id", recipient.phone())
          .putIfPresent("recipient_participant_user_id", recipient.userId());
    }
  }

  private void billing(JsonText update) {
    String category = draw.pick(CATEGORIES);
    switch (draw.below(3)) {
      case 0 -> perConversation(update, category);
      case 1 ->
          update.object(
              "pricing",
              pricing ->
                  pricing
                      .put("billable", !category.equals("service"))
                      .put("pricing_model", "PMP")
                      .put("category", category)
                      .put(
                          "type",
                          category.equals("service") ? "free_customer_service" : "regular"));
      default -> {}
    }
  }

  private void perConversation(JsonText update, String category) {
    update
        .object(
            "conversation",
            conversation -> {
              conversation.put("id", draw.hex() + draw.hex());
              if (status.equals("sent")) {
                long end = at.getEpochSecond() + 86_400;
                conversation.put("expiration_timestamp", Long.toString(end));
              }
              conversation.object("origin", origin -> origin.put("type", category));
            })
        .object(
            "pricing",
            pricing ->
                pricing
                    .put("billable", true)
                    .put("pricing_model", "CBP")
                    .put("category", category));
  }
}
