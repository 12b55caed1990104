package io.awfar.persistence.send;

import io.awfar.whatsapp.MessageStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One of our sends.
public record SendId(UUID ownerId, UUID id) {

  /// The send whose message a status is about, null if it is about none of ours, or there is no
  /// message.
  public static @Nullable SendId of(MessageStatus status) {
    String callbackData = status.getCallbackData();
    if (callbackData == null || callbackData.equals(status.getWaMessageId())) {
      return null;
    }
    try {
      UUID id = UUID.fromString(callbackData);
      // Not one that a parser as lenient as Java's makes of something shorter.
      return id.toString().equals(callbackData) ? new SendId(status.getOwnerId(), id) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
