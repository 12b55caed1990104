package io.awfar.gateway.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.awfar.schemas.send.Recipient;
import io.awfar.schemas.send.SendKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a caller wants to be sent, each value valid by itself.
///
/// @param content in the shape of WhatsApp's send API
/// @param answered id of the message that this one answers, reacts to or marks as read: WhatsApp's
///   or ours; null if there is none
/// @param readCount of a mark as read: how many of the chat's messages are read with it; null for
///   those up to the message
/// @param filePath of a file of the workspace that stands in the content in place of WhatsApp's id
///   of it; null if there is none
record SendOrder(
    Target target,
    SendKind kind,
    JsonNode content,
    @Nullable String answered,
    @Nullable Integer readCount,
    @Nullable String filePath) {

  /// Whom it is for.
  sealed interface Target {

    record OfChat(UUID chatId) implements Target {}

    /// @param channelId null for the one number of the workspace
    record OfRecipient(@Nullable String channelId, Recipient recipient) implements Target {}
  }

  /// Whether WhatsApp takes it only as long as the customer's window is open.
  boolean needsOpenWindow() {
    return kind != SendKind.TEMPLATE && kind != SendKind.READ;
  }
}
