package io.awfar.ingest.attempt;

import io.awfar.ingest.call.Answered;
import io.awfar.whatsapp.MessageStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A status of a message that a send of ours became: WhatsApp repeats our id of the send in it.
public record OwnStatus(UUID sendId, MessageStatus status) {

  /// The status as one of ours, null if it is none, or an outcome of a send without a message.
  public static @Nullable OwnStatus of(@Nullable MessageStatus status) {
    String callbackData = status == null ? null : status.getCallbackData();
    if (status == null || callbackData == null || callbackData.equals(status.getWaMessageId())) {
      return null;
    }
    try {
      UUID id = UUID.fromString(callbackData);
      // Not one that a parser as lenient as Java's makes of something shorter.
      return id.toString().equals(callbackData) ? new OwnStatus(id, status) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// Who the message was for. A status of WhatsApp's names the recipient as its answer would have
  /// done, whatever number was written to.
  public Answered recipient() {
    String waId = status.getRecipientWaId();
    return new Answered(waId == null ? status.getRecipientId() : waId, status.getRecipientUserId());
  }
}
