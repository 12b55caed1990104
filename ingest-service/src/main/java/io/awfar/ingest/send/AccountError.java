package io.awfar.ingest.send;

import io.awfar.ingest.call.Reaction;
import io.awfar.whatsapp.DeliveryStatus;
import io.awfar.whatsapp.MessageStatus;
import io.awfar.whatsapp.WhatsAppError;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An error of a number as a whole, told by the status of a message that WhatsApp had taken.
///
/// @param ownerId the workspace that the status belongs to
/// @param occurredAt when the message failed, whole seconds by WhatsApp's clock
record AccountError(UUID ownerId, String channelId, int code, Instant occurredAt) {

  /// The error that a status tells, null if it tells none, or one of its message alone.
  static @Nullable AccountError of(MessageStatus status) {
    if (status.getStatus() != DeliveryStatus.FAILED) {
      return null;
    }
    for (WhatsAppError error : status.getErrors()) {
      if (Reaction.pausesNumber(error.getCode())) {
        return new AccountError(
            status.getOwnerId(), status.getChannelId(), error.getCode(), status.getOccurredAt());
      }
    }
    return null;
  }
}
