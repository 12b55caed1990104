package io.awfar.persistence.event;

import io.awfar.persistence.contact.IdentityLinks;
import io.awfar.schemas.id.BoundedId;
import io.awfar.whatsapp.ChannelEvent;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Webhooks of field `user_id_update`: people whose business-scoped user id became another.
final class UserIdUpdates {

  private static final String FIELD = "user_id_update";

  private UserIdUpdates() {}

  /// Notes what an event says, if it is of that field.
  static void note(ChannelEvent event, IdentityLinks links) {
    if (!event.getField().equals(FIELD)) {
      return;
    }
    for (JsonNode update : EventContent.read(event).path(FIELD)) {
      JsonNode userId = update.path("user_id");
      String before = BoundedId.of(userId.path("previous").asString(""));
      String now = BoundedId.of(userId.path("current").asString(""));
      if (now.isEmpty()) {
        continue;
      }
      Instant at = at(update, event.getReceivedAt());
      if (!before.isEmpty()) {
        links.addUserIdChange(event.getOwnerId(), before, now, at);
      }
      String phone = BoundedId.of(update.path("wa_id").asString(""));
      if (!phone.isEmpty()) {
        links.addUser(event.getOwnerId(), phone, now, at);
      }
    }
  }

  /// When it happened, or was received where that is not said or still to come.
  private static Instant at(JsonNode update, Instant receivedAt) {
    long seconds = update.path("timestamp").asLong(0);
    return seconds <= 0 || seconds > receivedAt.getEpochSecond()
        ? receivedAt
        : Instant.ofEpochSecond(seconds);
  }
}
